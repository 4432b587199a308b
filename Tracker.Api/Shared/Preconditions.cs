using FluentValidation;
using Microsoft.Net.Http.Headers;

namespace Tracker.Api.Shared;

/// <summary>Versions that changes are made against, and rules at the edge.</summary>
public static class Preconditions
{
    public static string ETag(int version) => $"\"{version}\"";

    /// <summary>The version that the caller changed, from <c>If-Match</c>.</summary>
    /// <exception cref="Refused">428 when it is missing; 412 when it is no version of ours.</exception>
    public static int ExpectedVersion(this HttpRequest request)
    {
        if (request.Headers.IfMatch.Count == 0)
            throw new Refused(428, "version-required", "Hãy gửi kèm phiên bản đang sửa (If-Match lấy từ ETag khi đọc), để không ghi đè thay đổi của người khác.");
        return EntityTagHeaderValue.TryParse(request.Headers.IfMatch.ToString(), out var tag) && int.TryParse(tag.Tag.AsSpan().Trim('"'), out var version) && !tag.IsWeak
            ? version
            : throw new Refused(412, "changed-meanwhile", "Phiên bản gửi kèm (If-Match) không phải phiên bản hiện tại. Hãy đọc lại nội dung rồi sửa trên bản mới.");
    }

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
