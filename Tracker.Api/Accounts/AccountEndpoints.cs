using Tracker.Api.Shared;
using Tracker.Db;
using Tracker.Db.Accounts;
using Tracker.Domain.Accounts;

namespace Tracker.Api.Accounts;

public static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var reading = api.MapGroup("/accounts").WithTags("Tài khoản").RequireAuthorization(Access.SignedIn).Needs(Act.Administer);

        reading.MapGet("/", async (Ask ask, Session session, CancellationToken cancel) => ListAnswer<AccountAnswer>.OfAll(await AccountStore.List(session, cancel), ask.Paging(), AccountAnswer.Of))
            .Takes("page", "pageSize").WithName("accounts").WithSummary("Các tài khoản, đang dùng trước.");

        var writing = api.MapGroup("/accounts").WithTags("Tài khoản").RequireAuthorization(Access.SignedIn).Needs(Act.Administer).Writes();

        writing.MapPost("/", (NewAccountRequest request, AccountWriting accounts, CancellationToken cancel) => accounts.Add(request, cancel))
            .Produces<AccountAnswer>(201).WithName("create-account").WithSummary("Thêm tài khoản; câu trả lời có mật khẩu tạm, chỉ hiện lần này, phải đổi khi đăng nhập.");

        writing.MapPut("/{id:guid}", (Guid id, AccountRequest request, AccountWriting accounts, HttpRequest http, CancellationToken cancel) => accounts.Change(id, request, http.ExpectedVersion(), cancel))
            .WithMetadata(new NeedsVersionMetadata()).Produces<AccountAnswer>().WithName("change-account").WithSummary("Sửa tên, vai trò, đơn vị của tài khoản; ngừng hoặc cho dùng lại. Cần If-Match.");

        writing.MapPost("/{id:guid}/password", (Guid id, AccountWriting accounts, CancellationToken cancel) => accounts.SetPassword(id, cancel))
            .Produces<AccountAnswer>().WithName("set-temporary-password").WithSummary("Đặt mật khẩu tạm mới; mọi phiên của tài khoản kết thúc.");

        writing.MapDelete("/{id:guid}/lock", (Guid id, AccountWriting accounts, CancellationToken cancel) => accounts.Unlock(id, cancel))
            .Produces<AccountAnswer>().WithName("unlock-account").WithSummary("Mở khóa tài khoản bị tạm khóa vì nhập sai mật khẩu.");
    }
}
