namespace Tracker.Jobs.Mail;

/// <summary>How mails leave the program; from the section <c>Mail</c> of the configuration (<c>Mail__Host</c> in the environment).</summary>
public sealed record MailOptions
{
    public const string Section = "Mail";

    /// <summary>Name of the SMTP server; without one mails go to <see cref="Folder"/>.</summary>
    public string? Host { get; init; }
    public int Port { get; init; } = 587;
    /// <summary>STARTTLS, and the server's certificate must be good; off only for a server on the same machine.</summary>
    public bool StartTls { get; init; } = true;
    public string? User { get; init; }
    public string? Password { get; init; }

    public string From { get; init; } = "nhac-viec@localhost";
    public string FromName { get; init; } = "Theo dõi chương trình công tác";

    /// <summary>Where people open the program; links in mails begin with it.</summary>
    public string PublicAddress { get; init; } = "http://localhost:5080";

    /// <summary>Where .eml files go while there is no server.</summary>
    public string Folder { get; init; } = "mail";

    /// <summary>How long a server may take for one mail.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Where mails go, as a person reads it.</summary>
    public string Via => Host is null ? "thư mục" : $"{Host}:{Port}";

    /// <summary>What stands behind the @ of a Message-ID: whose it is.</summary>
    public string Domain => Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address) && address.IdnHost.Length > 0 ? address.IdnHost : "localhost";
}
