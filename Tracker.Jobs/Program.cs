using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Tracker.Db;
using Tracker.Db.Councils;
using Tracker.Db.Local;
using Tracker.Jobs;

// A worker beside the web program, or several: ConnectionStrings__Tracker names their common PostgreSQL.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("vi-VN");
var builder = Host.CreateEmptyApplicationBuilder(new() { Args = args });
builder.Configuration.AddEnvironmentVariables().AddCommandLine(args);
builder.Logging.AddSimpleConsole().AddFilter("Quartz", LogLevel.Error).AddFilter("Hangfire", LogLevel.Error).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
if (builder.Configuration.GetConnectionString("Tracker") is not { Length: > 0 } owner)
{
    Console.Error.WriteLine("Hãy đặt ConnectionStrings__Tracker là chuỗi kết nối tới PostgreSQL của chương trình.");
    return 2;
}
await using (var source = NpgsqlDataSource.Create(owner))
    await new Migrator(source).Apply();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(Database.ServingConnectionString(owner)));
builder.Services.AddSingleton<Database>();
builder.Services.AddSingleton<CouncilStore>();
builder.Services.AddJobs(builder.Configuration, Database.ServingConnectionString(owner), Path.Combine(LocalPostgres.DefaultDataFolder, "mail"), run: true);
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("Tracker.Jobs đang chạy (Ctrl+C để dừng).");
await host.WaitForShutdownAsync();
return 0;
