using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Tracker.Api.Accounts;
using Tracker.Db;
using Tracker.Db.Requests;

namespace Tracker.Api.Shared;

/// <summary>What a change came to: sent only after it was committed, and kept under the request's <c>Idempotency-Key</c>.</summary>
/// <param name="Version">For the ETag; null where there is none.</param>
/// <param name="Location">Of what was made; makes the answer a 201.</param>
public sealed record Written(object Body, int? Version = null, string? Location = null)
{
    /// <summary>What is kept in place of <see cref="Body"/>, when that has a secret in it; null keeps the body.</summary>
    public object? Kept { get; init; }
}

/// <summary>One place for the end of every change: commit, then answer; the same request again gets the same answer and changes nothing.</summary>
public static class Writing
{
    private const int LongestKey = 200;

    public static TBuilder Writes<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilter<TBuilder, WrittenFilter>().WithMetadata(new WritesMetadata());

    /// <summary>Lets the body be read again, so that two requests with one key can be told apart. Stands before endpoints read it.</summary>
    public static IApplicationBuilder UseRepeatableRequests(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Headers.ContainsKey("Idempotency-Key"))
            context.Request.EnableBuffering();
        return next(context);
    });

    private sealed class WrittenFilter(IOptions<JsonOptions> json) : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
        {
            var context = invocation.HttpContext;
            var cancel = context.RequestAborted;
            var session = context.RequestServices.GetRequiredService<Session>();
            var keys = new IdempotencyStore(session);
            var key = Key(context.Request);
            var account = context.RequestServices.GetRequiredService<CurrentUser>().AccountId;
            if (key is not null)
            {
                var hash = await HashOf(context.Request, cancel);
                if (await keys.Claim(account, key, hash, cancel) is { } earlier)
                {
                    if (!earlier.RequestHash.AsSpan().SequenceEqual(hash))
                        throw new Refused(422, "idempotency-key-reused", "Idempotency-Key này đã dùng cho một yêu cầu có nội dung khác. Hãy dùng khóa mới cho yêu cầu mới.");
                    return Send(context, earlier.Status!.Value, earlier.Etag, earlier.Location, earlier.Body!);
                }
            }
            var written = (Written)(await next(invocation))!;
            var body = Text(written.Body);
            var status = written.Location is null ? 200 : 201;
            var etag = written.Version is { } version ? Preconditions.ETag(version) : null;
            if (key is not null)
                await keys.Keep(account, key, status, etag, written.Location, written.Kept is { } kept ? Text(kept) : body, cancel);
            await session.Commit(cancel);
            return Send(context, status, etag, written.Location, body);
        }

        private string Text(object answer) => JsonSerializer.Serialize(answer, answer.GetType(), json.Value.SerializerOptions);

        private static IResult Send(HttpContext context, int status, string? etag, string? location, string body)
        {
            if (etag is not null)
                context.Response.Headers.ETag = etag;
            if (location is not null)
                context.Response.Headers.Location = location;
            return Results.Content(body, "application/json; charset=utf-8", Encoding.UTF8, status);
        }

        private static string? Key(HttpRequest request)
        {
            if (!request.Headers.TryGetValue("Idempotency-Key", out var header))
                return null;
            var key = header.ToString().Trim();
            return key.Length is > 0 and <= LongestKey ? key
                : throw Refused.BadRequest("bad-idempotency-key", $"Idempotency-Key phải có từ 1 đến {LongestKey} ký tự, ví dụ một mã ngẫu nhiên cho mỗi yêu cầu.");
        }

        private static async Task<byte[]> HashOf(HttpRequest request, CancellationToken cancel)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
            request.Body.Position = 0;
            var buffer = new byte[16 * 1024];
            for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;)
                hash.AppendData(buffer, 0, read);
            return hash.GetHashAndReset();
        }
    }
}
