using System.Security.Cryptography;
using Microsoft.Extensions.FileProviders;

namespace Tracker.Api.Pages;

/// <summary>Files that pages load. Their addresses change with their content, so that a browser may keep them for good.</summary>
public sealed class PageFiles(IWebHostEnvironment host)
{
    public string Style { get; } = Versioned(host.WebRootFileProvider, "tracker.css");
    public string Script { get; } = Versioned(host.WebRootFileProvider, "tracker.js");
    public string Upload { get; } = Versioned(host.WebRootFileProvider, "upload.js");
    public string Icon { get; } = Versioned(host.WebRootFileProvider, "favicon.svg");

    public static void Keep(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext answer) =>
        answer.Context.Response.Headers.CacheControl = answer.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "no-cache";

    private static string Versioned(IFileProvider files, string name)
    {
        using var content = files.GetFileInfo(name).CreateReadStream();
        return $"/{name}?v={Convert.ToHexStringLower(SHA256.HashData(content))[..12]}";
    }
}
