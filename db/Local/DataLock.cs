namespace Tracker.Db.Local;

/// <summary>Held by the program that uses a data folder; the system lets go of it when that program dies, however it dies.</summary>
internal sealed class DataLock : IDisposable
{
    private readonly FileStream _file;

    private DataLock(FileStream file) => _file = file;

    public static DataLock Take(DataFolder folder)
    {
        var path = Path.Combine(folder.Root, "lock");
        try
        {
            var file = PrivateFile.Open(path, FileMode.OpenOrCreate);
            file.SetLength(0);
            file.Write(System.Text.Encoding.ASCII.GetBytes($"{Environment.ProcessId}\n"));
            file.Flush();
            return new DataLock(file);
        }
        catch (IOException e) when (IsInUse(e))
        {
            throw new LocalPostgresFailed(
                $"Thư mục dữ liệu “{folder.Root}” đang được một chương trình Tracker khác dùng{Holder(path)}. "
                + "Hãy dừng chương trình đó, hoặc chọn thư mục khác bằng --data.", e) { FolderInUse = true };
        }
        catch (UnauthorizedAccessException e)
        {
            throw new LocalPostgresFailed(
                $"Không có quyền ghi vào thư mục dữ liệu “{folder.Root}”. Hãy chạy bằng người dùng đã tạo ra nó, hoặc chọn thư mục khác bằng --data.", e);
        }
    }

    public void Dispose() => _file.Dispose();

    // Sharing violation on Windows, EAGAIN on Linux and macOS.
    private static bool IsInUse(IOException e) => e.HResult is unchecked((int)0x80070020) or 11 or 35;

    private static string Holder(string path)
    {
        try
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return reader.ReadLine() is { Length: > 0 } pid ? $" (tiến trình {pid})" : "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Windows doesn't let anyone read it meanwhile.
            return "";
        }
    }
}
