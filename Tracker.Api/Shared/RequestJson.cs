using System.Text.Json;
using System.Text.Json.Serialization;
using Tracker.Domain.Items;
using Tracker.Domain.Text;

namespace Tracker.Api.Shared;

/// <summary>What may come in as JSON: names of choices, days that a council can have, texts that can be stored and shown.</summary>
public static class RequestJson
{
    public static void Configure(JsonSerializerOptions json)
    {
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        json.Converters.Add(new DayConverter());
        json.Converters.Add(new TextConverter());
        json.AllowOutOfOrderMetadataProperties = true;
    }

    private sealed class DayConverter : JsonConverter<DateOnly>
    {
        public override DateOnly Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            DateOnly.TryParseExact(reader.GetString(), "yyyy-MM-dd", out var day) && Viewpoint.Holds(day) ? day : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DateOnly day, JsonSerializerOptions options) => writer.WriteStringValue(day.ToString("O"));
    }

    private sealed class TextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => VietnameseText.Visible(reader.GetString());

        public override void Write(Utf8JsonWriter writer, string text, JsonSerializerOptions options) => writer.WriteStringValue(text);
    }
}
