namespace Tracker.Domain.Coordination;

/// <summary>What a council decides about its agreements.</summary>
public sealed record CoordinationSettings
{
    public const int MostDays = 366;

    /// <summary>How many days before the end of its review year an agreement is soon to be reviewed.</summary>
    public const int ReviewLeadDays = 30;

    /// <summary>How many days before its due day the item of a duty is made.</summary>
    public int ItemLeadDays { get; init; } = 45;

    /// <summary>How many days before its end an agreement is due for renewal.</summary>
    public int RenewalLeadDays { get; init; } = 90;
}
