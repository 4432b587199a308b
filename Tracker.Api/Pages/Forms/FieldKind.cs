namespace Tracker.Api.Pages.Forms;

public enum FieldKind { Text, Long, Day, Number, Choice, Tick, File, Password }
