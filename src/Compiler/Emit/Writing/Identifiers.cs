using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NetSpec.Compiler.Emit.Writing;

/// <summary>Names of a spec as C# identifiers, and a scope in which each is given once.</summary>
internal sealed class Identifiers(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, System.StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numbers = new(System.StringComparer.Ordinal);

    /// <summary>The name, with a number behind it when it was given before.</summary>
    public string Unique(string name)
    {
        if (_taken.Add(name))
            return name;

        // From the last number given on: names given many times would be tried as often.
        var i = _numbers.TryGetValue(name, out var last) ? last : 1;
        string unique;
        do
        {
            unique = name + "_" + CSharp.Literal(++i);
        }
        while (!_taken.Add(unique));

        _numbers[name] = i;
        return unique;
    }

    /// <summary>
    /// A dotted name as a member name: <c>layer1.0.conv1</c> is <c>Layer1_0Conv1</c>, and <c>bn1.running_mean</c> is <c>Bn1RunningMean</c>.
    /// Words stand one behind the other, apart where two digits would meet.
    /// </summary>
    public static string Member(string name)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (var word in name.Split('.', '_').Where(word => word.Length > 0))
        {
            if (text.Length > 0 && char.IsDigit(text[text.Length - 1]) && char.IsDigit(word[0]))
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        }

        return Valid(text.ToString());
    }

    /// <summary>A member name as that of a private field.</summary>
    public static string Field(string member) => "_" + char.ToLowerInvariant(member[0]) + member.Substring(1);

    private static string Valid(string name)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (var c in name)
        {
            text.Append(char.IsLetterOrDigit(c) ? c : '_');
        }

        return text.Length == 0 || char.IsDigit(text[0]) ? text.Insert(0, '_').ToString() : text.ToString();
    }
}
