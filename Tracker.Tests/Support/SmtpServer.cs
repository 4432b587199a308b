using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Tracker.Tests;

/// <summary>What the server does with a mail for somebody.</summary>
public enum SmtpConduct
{
    Accept,
    /// <summary>550: no such mailbox.</summary>
    RefuseForGood,
    /// <summary>450: not now.</summary>
    RefuseForNow,
    /// <summary>Never answers.</summary>
    Hang,
    /// <summary>Ends the connection in the middle of the message.</summary>
    Drop,
    /// <summary>Keeps the mail and ends the connection before it says so.</summary>
    AcceptAndDrop,
}

/// <summary>A mail as it came over the wire.</summary>
public sealed partial record ReceivedMail(string To, string Source)
{
    public string MessageId => Header("Message-ID")!;
    public string Subject => Decoded(Header("Subject")!);

    /// <summary>Unfolded; null when there is none.</summary>
    public string? Header(string name) => Headers.Where(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value).SingleOrDefault();

    public IReadOnlyList<(string Name, string Value)> Headers =>
        [.. Folded().Replace(Source.Split("\r\n\r\n")[0], " ").Split("\r\n").Select(line => line.Split(':', 2)).Select(p => (p[0], p[1].Trim()))];

    /// <summary>The part of that type, decoded.</summary>
    public string Part(string type)
    {
        var at = Source.IndexOf($"Content-Type: {type}", StringComparison.OrdinalIgnoreCase);
        Assert.That(at, Is.Positive, Source);
        var body = Source[(Source.IndexOf("\r\n\r\n", at, StringComparison.Ordinal) + 4)..];
        return Encoding.UTF8.GetString(Convert.FromBase64String(body.Split("\r\n--")[0].Replace("\r\n", "")));
    }

    public static string Decoded(string header) =>
        EncodedWord().Replace(Between().Replace(header, "?==?"), m => Encoding.UTF8.GetString(Convert.FromBase64String(m.Groups[1].Value)));

    [GeneratedRegex(@"\r\n[ \t]+")]
    private static partial Regex Folded();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex Between();

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();
}

/// <summary>A real SMTP server on a free port, which keeps what it takes and behaves as badly as it is told to.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ReceivedMail> _mails = new();
    private readonly Task _listening;

    private readonly X509Certificate2? _certificate;

    /// <param name="certificate">Offers STARTTLS with it, and takes no mail without; null knows nothing of TLS.</param>
    public SmtpServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _listening = Listen();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>By the recipient's address.</summary>
    public Func<string, SmtpConduct> Conduct { get; set; } = _ => SmtpConduct.Accept;

    public IReadOnlyList<ReceivedMail> Mails => [.. _mails];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _listening;
        _stop.Dispose();
    }

    private async Task Listen()
    {
        try
        {
            while (true)
                _ = Serve(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task Serve(TcpClient client)
    {
        try
        {
            using (client)
            {
                Stream stream = client.GetStream();
                var reader = new StreamReader(stream, Encoding.Latin1);
                Task Say(string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), _stop.Token).AsTask();
                var to = "";
                await Say("220 test");
                while (await reader.ReadLineAsync(_stop.Token) is { } line)
                {
                    var conduct = Conduct(to);
                    switch (line.Split(' ', ':')[0].ToUpperInvariant())
                    {
                        case "EHLO" when _certificate is not null && stream is not SslStream:
                            await Say("250-test");
                            await Say("250 STARTTLS");
                            break;
                        case "STARTTLS" when _certificate is not null:
                            await Say("220 Go on");
                            var secure = new SslStream(stream);
                            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                            (stream, reader) = (secure, new StreamReader(secure, Encoding.Latin1));
                            break;
                        case "MAIL" when _certificate is not null && stream is not SslStream:
                            await Say("530 5.7.0 Must issue a STARTTLS command first");
                            break;
                        case "RCPT":
                            to = line.Split('<', '>')[1];
                            await Say(Conduct(to) switch { SmtpConduct.RefuseForGood => "550 5.1.1 No such user", SmtpConduct.RefuseForNow => "450 4.2.0 Try again later", _ => "250 OK" });
                            break;
                        case "DATA":
                            await Say("354 Go on");
                            var source = new StringBuilder();
                            for (string? data; (data = await reader.ReadLineAsync(_stop.Token)) != ".";)
                            {
                                // A sender that died in the middle has sent no mail.
                                if (data is null)
                                    return;
                                source.Append(data.StartsWith('.') ? data[1..] : data).Append("\r\n");
                                if (conduct == SmtpConduct.Drop)
                                    return;
                            }
                            if (conduct == SmtpConduct.Hang)
                                await Task.Delay(Timeout.Infinite, _stop.Token);
                            _mails.Enqueue(new(to, source.ToString()));
                            if (conduct == SmtpConduct.AcceptAndDrop)
                                return;
                            await Say("250 Taken");
                            break;
                        case "QUIT":
                            await Say("221 Bye");
                            return;
                        default:
                            await Say("250 OK");
                            break;
                    }
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or AuthenticationException)
        {
            // The other end is gone, or the test is over.
        }
    }
}
