namespace Tracker.Db.Local;

/// <summary>How the private cluster runs.</summary>
public sealed record LocalPostgresOptions
{
    /// <summary>For tests only: quicker, and a power cut may destroy the data.</summary>
    public bool ThrowAway { get; init; }

    /// <summary>Gets a Vietnamese sentence when something takes long, such as installing PostgreSQL; nothing is said by default.</summary>
    public Action<string> Say { get; init; } = _ => { };
}
