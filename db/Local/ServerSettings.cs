namespace Tracker.Db.Local;

/// <summary>The part of the server's configuration that is ours, written anew for each start.</summary>
internal static class ServerSettings
{
    private const string FileName = "tracker.conf";

    // Beside the data folder, not in it: what root writes at every start shall not lie where another user could swap it for a link.
    public static void Include(string cluster) =>
        File.AppendAllText(Path.Combine(DataFolder.DataIn(cluster), "postgresql.conf"), $"\ninclude = '../{FileName}'\n");

    public static void Write(DataFolder folder, int port, bool throwAway)
    {
        var path = Path.Combine(folder.Cluster, FileName);
        PrivateFile.Replace(path, $"""
            listen_addresses = '127.0.0.1'
            port = {port}
            cluster_name = 'tracker'
            unix_socket_directories = ''
            password_encryption = 'scram-sha-256'
            max_connections = {(throwAway ? 300 : 100)}
            shared_buffers = '{(throwAway ? 128 : 256)}MB'
            timezone = 'UTC'
            log_timezone = 'UTC'
            lc_messages = 'C'
            logging_collector = off
            log_checkpoints = off
            # Our queries are short; compiling them costs more than it saves.
            jit = off

            """ + (throwAway ? Careless : ""));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
    }

    // Commits stay synchronous: without fsync that costs little, and a killed server loses nothing.
    private const string Careless = """
        fsync = off
        full_page_writes = off
        wal_level = minimal
        max_wal_senders = 0

        """;
}
