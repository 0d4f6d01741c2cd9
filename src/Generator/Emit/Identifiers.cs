using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace NetSpec.Generator.Emit;

/// <summary>Names of a spec as C# identifiers, and a scope in which each is given once.</summary>
public sealed class Identifiers(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = new(taken, System.StringComparer.Ordinal);

    /// <summary>The name, with a number behind it when it was given before.</summary>
    public string Unique(string name)
    {
        var unique = name;
        for (var i = 2; !_taken.Add(unique); i++)
        {
            unique = name + "_" + CSharp.Literal(i);
        }

        return unique;
    }

    /// <summary>A dotted name as a member name: <c>layer1.0.conv1</c> is <c>Layer1_0_Conv1</c>.</summary>
    public static string Member(string name) => Valid(string.Join("_", name.Split('.').Select(Pascal)));

    /// <summary>A dotted parameter name, its last part joined on: <c>layer1.0.bn1.running_mean</c> is <c>Layer1_0_Bn1RunningMean</c>.</summary>
    public static string Tensor(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 ? Member(name) : Member(name.Substring(0, dot)) + Pascal(name.Substring(dot + 1));
    }

    /// <summary>A member name as that of a private field.</summary>
    public static string Field(string member) => "_" + char.ToLowerInvariant(member[0]) + member.Substring(1);

    private static string Pascal(string part) =>
        string.Concat(part.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));

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
