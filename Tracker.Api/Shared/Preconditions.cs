using System.Globalization;
using FluentValidation;
using Microsoft.Net.Http.Headers;

namespace Tracker.Api.Shared;

/// <summary>Versions that changes are made against, and rules at the edge.</summary>
public static class Preconditions
{
    public static string ETag(int version) => $"\"{version}\"";

    /// <summary>The version that the caller changed, from <c>If-Match</c>; 0, which nothing ever has, for a text that is no version of ours.</summary>
    /// <exception cref="Refused">428 when it is missing.</exception>
    public static int ExpectedVersion(this HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
            throw new Refused(428, "version-required", "Hãy gửi kèm phiên bản đang sửa (If-Match lấy từ ETag khi đọc), để không ghi đè thay đổi của người khác.");
        return EntityTagHeaderValue.TryParse(request.Headers.IfMatch.ToString(), out var tag) && !tag.IsWeak
            && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }

    /// <summary>The answer to a change of what isn't that version any more: 412 with what is there now.</summary>
    public static Refused Stale(int version, object current) =>
        new(412, "changed-meanwhile", "Người khác vừa thay đổi nội dung này. Bản hiện tại được gửi kèm; hãy xem thay đổi rồi lưu lại trên bản đó.")
        {
            Extensions = new() { ["version"] = version, ["current"] = current },
        };

    public static void Check<T>(this AbstractValidator<T> validator, T value)
    {
        var result = validator.Validate(value);
        if (result.IsValid)
            return;
        throw new Refused(400, "invalid", string.Join(" ", result.Errors.Select(e => e.ErrorMessage).Distinct()))
        {
            Extensions = new()
            {
                ["errors"] = result.Errors.GroupBy(e => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(e.PropertyName))
                    .ToDictionary(g => g.Key, g => g.Select(e => e.ErrorMessage).ToArray()),
            },
        };
    }
}
