using System.Security.Cryptography;

namespace Tracker.Db.Backups;

/// <summary>Counts what is copied through it: bytes, ends of lines (each row of COPY's text ends in one, and has none inside), SHA-256.</summary>
internal static class Digest
{
    public static async Task<(long Rows, long Bytes, string Sha256)> Copy(Stream from, Stream to, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        long rows = 0, bytes = 0;
        int read;
        while ((read = await from.ReadAsync(buffer, cancel)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            rows += buffer.AsSpan(0, read).Count((byte)'\n');
            bytes += read;
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        return (rows, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public static string Of(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
