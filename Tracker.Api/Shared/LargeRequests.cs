using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Tracker.Api.Shared;

/// <summary>
/// A request that is too large is read to its end before it is refused, and thrown away while it is: a browser that is cut off in the middle of sending
/// shows that the connection broke, and not the answer. What is larger by far is cut off all the same.
/// </summary>
public static class LargeRequests
{
    private const int TimesTheLimit = 10;

    /// <param name="largest">Bytes of a request that are taken.</param>
    public static void UseRefusalOfLargeRequests(this WebApplication app, long largest) => app.Use(async (context, next) =>
    {
        if (context.Request.ContentLength is not { } length || length <= largest)
        {
            await next(context);
            return;
        }
        if (length <= TimesTheLimit * largest)
            await ThrowAway(context, length);
        throw new Refused(413, "too-large", $"Nội dung gửi lên lớn hơn {largest >> 20} MB nên không nhận được; chưa có gì được ghi. Với tệp Excel, hãy bỏ hình ảnh và những sheet không cần, hoặc chia thành nhiều tệp, rồi gửi lại.");
    });

    private static async Task ThrowAway(HttpContext context, long length)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = length;
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
