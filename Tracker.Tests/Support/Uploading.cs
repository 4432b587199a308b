using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Tracker.Tests;

/// <summary>Sends workbooks as an office does.</summary>
public static class Uploading
{
    public static string Workbook(string name) => Path.Combine(AppContext.BaseDirectory, "Demo", name);

    public static Task<HttpResponseMessage> Send(this HttpClient client, byte[] content, string name) =>
        client.PostAsync("/api/imports", new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } });

    public static async Task<JsonNode> Upload(this HttpClient client, string workbook)
    {
        var (status, body) = await (await client.Send(await File.ReadAllBytesAsync(Workbook(workbook)), workbook)).Answer();
        Assert.That(status, Is.AnyOf(200, 201), body.ToString());
        return body;
    }

    public static async Task<(int Status, JsonNode Body)> Apply(this HttpClient client, JsonNode import, params object[] answers) =>
        await (await client.PostAsJsonAsync($"/api/imports/{import["id"]}/application", new { answers })).Answer();

    /// <summary>Uploads and applies, without any answer.</summary>
    public static async Task<JsonNode> Import(this HttpClient client, string workbook)
    {
        var (status, body) = await client.Apply(await client.Upload(workbook));
        Assert.That(status, Is.EqualTo(200), body.ToString());
        return body;
    }

    public static async Task<(int Status, JsonNode Body)> Undo(this HttpClient client, JsonNode import) =>
        await (await client.DeleteAsync($"/api/imports/{import["id"]}/application")).Answer();
}
