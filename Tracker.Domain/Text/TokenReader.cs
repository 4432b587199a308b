using System.Globalization;

namespace Tracker.Domain.Text;

internal enum TokenKind { Word, Number, Symbol }

/// <summary>A word (folded), a number (its digits) or a single sign of a phrase; <c>Start</c> inclusive and <c>End</c> exclusive in the normalized phrase.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End);

/// <summary>Reads a short phrase token by token: spacing, case, accents and the kind of dash make no difference. What is not taken stays, so an alternative can be tried.</summary>
internal sealed class TokenReader
{
    private static readonly string[] Romans = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

    private readonly string phrase;
    private readonly List<Token> tokens = [];

    public TokenReader(string? phrase)
    {
        this.phrase = VietnameseText.Normalize(phrase);
        Split();
    }

    /// <summary>Index of the next token; set it back to try another way.</summary>
    public int Position { get; set; }

    public bool AtEnd => Position == tokens.Count;

    /// <summary>Takes these words, separated by spaces here, if they all come next.</summary>
    public bool Take(string words)
    {
        var at = Position;
        foreach (var word in words.AsSpan().Split(' '))
        {
            if (at == tokens.Count || tokens[at].Kind != TokenKind.Word || !words.AsSpan(word).SequenceEqual(tokens[at].Text)) return false;
            at++;
        }
        Position = at;
        return true;
    }

    public bool TakeAny(params ReadOnlySpan<string> alternatives)
    {
        foreach (var words in alternatives)
        {
            if (Take(words)) return true;
        }
        return false;
    }

    public bool Take(char sign)
    {
        var found = !AtEnd && tokens[Position].Kind == TokenKind.Symbol && tokens[Position].Text[0] == sign;
        if (found) Position++;
        return found;
    }

    public bool Sees(char sign)
    {
        var at = Position;
        var found = Take(sign);
        Position = at;
        return found;
    }

    public bool Sees(string words)
    {
        var at = Position;
        var found = Take(words);
        Position = at;
        return found;
    }

    /// <summary>Takes a number of so many digits; null, and nothing taken, if none comes next.</summary>
    public int? TakeNumber(int minDigits, int maxDigits)
    {
        if (AtEnd || tokens[Position].Kind != TokenKind.Number) return null;
        var digits = tokens[Position].Text;
        if (digits.Length < minDigits || digits.Length > maxDigits) return null;
        Position++;
        return int.Parse(digits, CultureInfo.InvariantCulture);
    }

    /// <summary>Takes an Arabic or Roman number from 1 to <paramref name="highest"/>.</summary>
    public int? TakeNumeral(int highest)
    {
        if (AtEnd) return null;
        var at = Position;
        var number = tokens[at].Kind == TokenKind.Word ? TakeRoman() : TakeNumber(1, 2);
        if (number >= 1 && number <= highest) return number;
        Position = at;
        return null;
    }

    /// <summary>What stands from token <paramref name="from"/> up to the last one taken, as written.</summary>
    public string WrittenSince(int from) => Position > from ? phrase[tokens[from].Start..tokens[Position - 1].End] : "";

    /// <summary>A full stop, semicolon or colon that only ends the phrase says nothing.</summary>
    public void DropFinalStop()
    {
        if (tokens.Count > 1 && tokens[^1].Text is "." or ";" or ":") tokens.RemoveAt(tokens.Count - 1);
    }

    private int? TakeRoman()
    {
        var index = Array.IndexOf(Romans, tokens[Position].Text);
        if (index < 0) return null;
        Position++;
        return index + 1;
    }

    private void Split()
    {
        for (var at = 0; at < phrase.Length;)
        {
            var end = at + 1;
            if (char.IsAsciiDigit(phrase[at]))
            {
                while (end < phrase.Length && char.IsAsciiDigit(phrase[end])) end++;
                tokens.Add(new(TokenKind.Number, phrase[at..end], at, end));
            }
            else if (IsLetter(phrase[at]))
            {
                while (end < phrase.Length && IsLetter(phrase[end])) end++;
                AddWord(at, end);
            }
            else if (char.GetUnicodeCategory(phrase[at]) == UnicodeCategory.LetterNumber)
            {
                // Ⅱ as one character.
                tokens.Add(new(TokenKind.Number, char.GetNumericValue(phrase[at]).ToString(CultureInfo.InvariantCulture), at, end));
            }
            else if (phrase[at] != ' ')
            {
                tokens.Add(new(TokenKind.Symbol, IsDash(phrase[at]) ? "-" : phrase[at].ToString(), at, end));
            }
            at = end;
        }
    }

    /// <summary>"QuýII" and "QII" are two words that lost their space.</summary>
    private void AddWord(int start, int end)
    {
        var word = VietnameseText.Fold(phrase[start..end]);
        foreach (var prefix in (ReadOnlySpan<string>)["quy", "qui", "q", "thang"])
        {
            if (word.StartsWith(prefix, StringComparison.Ordinal) && Romans.Contains(word[prefix.Length..]) && word.Length == end - start)
            {
                tokens.Add(new(TokenKind.Word, prefix, start, start + prefix.Length));
                start += prefix.Length;
                word = word[prefix.Length..];
                break;
            }
        }
        tokens.Add(new(TokenKind.Word, word, start, end));
    }

    private static bool IsLetter(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static bool IsDash(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation || c == '\u2212';
}
