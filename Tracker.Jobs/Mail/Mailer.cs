using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Tracker.Db.Reminders;

namespace Tracker.Jobs.Mail;

/// <summary>The mail can't be sent, now or ever; the message says why, for people.</summary>
/// <param name="forGood">Trying again would not help: the address is none, or the server doesn't know it.</param>
public sealed class MailFailed(string message, bool forGood, Exception? inner = null) : Exception(message, inner)
{
    public bool ForGood { get; } = forGood;
}

/// <summary>Hands mails to an SMTP server, or to a folder where there is none. One for each round of sending: it keeps its connection as long as that is good.</summary>
public sealed class Mailer(MailOptions options) : IDisposable
{
    private SmtpClient? _client;

    /// <exception cref="MailFailed"/>
    public async Task Send(ClaimedMail mail)
    {
        using var message = Message(mail);
        if (options.Host is null)
            await ToFolder(message, mail.MessageId);
        else
            await ToServer(message);
    }

    public void Dispose() => Leave();

    private async Task ToServer(MailMessage message)
    {
        try
        {
            _client ??= new(options.Host, options.Port)
            {
                EnableSsl = options.StartTls,
                Credentials = options.User is null ? null : new NetworkCredential(options.User, options.Password),
                Timeout = (int)options.Timeout.TotalMilliseconds,
            };
            // The client has its own patience; ours is for when that fails too.
            await _client.SendMailAsync(message).WaitAsync(options.Timeout * 1.5);
        }
        catch (TimeoutException e)
        {
            Leave();
            throw new MailFailed($"Máy chủ thư {options.Via} không trả lời sau {options.Timeout.TotalSeconds:0} giây.", false, e);
        }
        catch (SmtpFailedRecipientException e)
        {
            Leave();
            var unknown = e.StatusCode is SmtpStatusCode.MailboxUnavailable or SmtpStatusCode.UserNotLocalTryAlternatePath or SmtpStatusCode.MailboxNameNotAllowed;
            throw new MailFailed($"Máy chủ thư không nhận địa chỉ này: {e.Message}", unknown, e);
        }
        catch (Exception e) when (e is SmtpException or IOException or InvalidOperationException or System.Security.Authentication.AuthenticationException)
        {
            Leave();
            throw new MailFailed($"Không gửi được qua máy chủ thư {options.Via}: {e.InnerException?.Message ?? e.Message}", false, e);
        }
    }

    // Saying goodbye to a server that hangs may take as long as everything else; nobody waits for it.
    private void Leave()
    {
        if (_client is { } client)
            _ = Task.Run(client.Dispose);
        _client = null;
    }

    // Named by the Message-ID, so that the same mail again is the same file; made elsewhere and renamed, so that nobody picks up half of one.
    private async Task ToFolder(MailMessage message, string messageId)
    {
        var unfinished = Path.Combine(options.Folder, $".{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(unfinished);
            using (var client = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = Path.GetFullPath(unfinished) })
                await client.SendMailAsync(message);
            File.Move(Directory.EnumerateFiles(unfinished).Single(), Path.Combine(options.Folder, $"{messageId.Trim('<', '>')}.eml"), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SmtpException)
        {
            throw new MailFailed($"Không ghi được thư vào thư mục: {e.InnerException?.Message ?? e.Message}", false, e);
        }
        finally
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
        }
    }

    private MailMessage Message(ClaimedMail mail)
    {
        var to = Address(mail.Address, mail.Name) ?? throw new MailFailed("Địa chỉ thư không đúng dạng.", true);
        var message = new MailMessage(Address(options.From, options.FromName) ?? throw new MailFailed("Địa chỉ người gửi (Mail__From) không đúng dạng.", false), to)
        {
            Subject = OneLine(mail.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.Base64,
            Body = mail.TextBody,
        };
        message.AlternateViews.Add(new AlternateView(new MemoryStream(Encoding.UTF8.GetBytes(mail.HtmlBody)), new ContentType("text/html; charset=utf-8")) { TransferEncoding = TransferEncoding.Base64 });
        message.Headers.Add("Message-ID", mail.MessageId);
        // Out-of-office answers to a machine help nobody.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (Address(mail.ReplyTo, null) is { } replyTo)
            message.ReplyToList.Add(replyTo);
        return message;
    }

    /// <summary>Null for what is none: one address alone, of printable ASCII.</summary>
    private static MailAddress? Address(string? address, string? name) =>
        address is not null && address.Trim() is var bare && bare.Length is > 2 and <= 254 && bare.All(c => c is > ' ' and < (char)127 and not ',' and not ';' and not '<' and not '>' and not '"')
            && MailAddress.TryCreate(bare, name is null ? null : OneLine(name), Encoding.UTF8, out var read) && read.Address == bare
            ? read
            : null;

    /// <summary>What stands in a header can't begin another one.</summary>
    private static string OneLine(string text) => string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
