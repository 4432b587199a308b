using Tracker.Domain.Text;

namespace Tracker.Api.Shared;

/// <summary>One page of a list, as the API answers it.</summary>
public sealed record ListAnswer<T>(IReadOnlyList<T> Items, long Total, int Page, int PageSize)
{
    public static ListAnswer<T> Of<TRow>(Db.Items.Page<TRow> page, Func<TRow, T> map)
    {
        if (page.Number > 1 && page.Items.Count == 0)
        {
            var pages = Math.Max(1, (page.Total + page.Size - 1) / page.Size);
            throw Refused.BadRequest("no-such-page", $"Không có trang {Vietnamese.Number(page.Number)}: danh sách có {Vietnamese.Number(page.Total)} mục, {Vietnamese.Number(pages)} trang.");
        }
        return new([.. page.Items.Select(map)], page.Total, page.Number, page.Size);
    }

    /// <summary>A page of a list that is short enough to be read whole.</summary>
    public static ListAnswer<T> OfAll<TRow>(IReadOnlyList<TRow> all, (int Page, int PageSize) paging, Func<TRow, T> map)
    {
        var skip = (int)Math.Min(int.MaxValue, (long)(paging.Page - 1) * paging.PageSize);
        return Of(new Db.Items.Page<TRow>([.. all.Skip(skip).Take(paging.PageSize)], all.Count, paging.Page, paging.PageSize), map);
    }
}

/// <summary>Something that is named, with its id.</summary>
public sealed record Named(Guid Id, string Name);
