using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Npgsql;

namespace Tracker.Db.Local;

/// <summary>How to reach the cluster: kept beside it from its first moment on, so that neither is there without the other.</summary>
internal sealed record Access(int Port, string SuperuserPassword, string OwnerPassword)
{
    public const string Superuser = "postgres";

    /// <summary>The name of the program's database and of the role that owns it.</summary>
    public const string Owner = "tracker";

    public static Access New() => new(FreePort.Find(), RandomPassword(), RandomPassword());

    public static Access Read(string cluster)
    {
        var path = FileIn(cluster);
        try
        {
            return JsonSerializer.Deserialize<Access>(File.ReadAllText(path), JsonSerializerOptions.Web)
                ?? throw new JsonException("The file holds null.");
        }
        catch (Exception e) when (e is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new LocalPostgresFailed($"Không đọc được mật khẩu của cơ sở dữ liệu trong “{path}”: {e.Message} Hãy khôi phục tệp này từ bản sao lưu.", e);
        }
    }

    public void Write(string cluster) => PrivateFile.Replace(FileIn(cluster), JsonSerializer.Serialize(this, JsonSerializerOptions.Web));

    [JsonIgnore]
    public string OwnerConnectionString => ConnectionString(Owner, OwnerPassword, Owner);

    public string SuperuserConnectionString(string database) => ConnectionString(Superuser, SuperuserPassword, database);

    private static string FileIn(string cluster) => Path.Combine(cluster, "access.json");

    // Letters, digits, - and _: fits a connection string and an SQL literal as it is.
    private static string RandomPassword() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));

    private string ConnectionString(string user, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Username = user,
        Password = password,
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        // A stranger listening on our port while the cluster is down shall not be handed the password in the clear.
        RequireAuth = "ScramSHA256",
    }.ConnectionString;
}
