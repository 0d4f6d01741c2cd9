using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using NetSpec.Runtime.Weights.Safetensors;

namespace NetSpec.Runtime.Weights;

/// <summary>
/// A file does not hold the parameters of the network: every missing, extra and misshapen tensor, in one exception. The
/// message shows the first eight of each kind, <see cref="Mismatches"/> all.
/// </summary>
public sealed class ParameterMismatchException : Exception
{
    private const int ShownPerKind = 8;

    /// <summary>Creates the exception.</summary>
    public ParameterMismatchException()
    {
    }

    /// <summary>Creates the exception with its message.</summary>
    public ParameterMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its message and cause.</summary>
    public ParameterMismatchException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal ParameterMismatchException(string file, IReadOnlyList<ParameterMismatch> mismatches, string? hint)
        : base(Compose(file, mismatches, hint))
    {
        File = file;
        Mismatches = mismatches;
    }

    /// <summary>The file's path, or the name given for a stream.</summary>
    public string? File { get; }

    /// <summary>All differences, by kind; within a kind in the order of the network or of the file.</summary>
    public IReadOnlyList<ParameterMismatch> Mismatches { get; } = [];

    private static string Compose(string file, IReadOnlyList<ParameterMismatch> mismatches, string? hint)
    {
        var groups = mismatches.GroupBy(m => m.Kind).OrderBy(g => g.Key).Select(g => g.ToList()).ToList();
        var text = new StringBuilder(file).Append(" does not fit the network: ");
        text.AppendJoin(", ", groups.Select(g => Invariant($"{g.Count} {Adjective(g[0].Kind)}"))).Append('.');
        foreach (var group in groups)
        {
            text.Append('\n').Append(Heading(group[0].Kind));
            foreach (var mismatch in group.Take(ShownPerKind))
            {
                text.Append("\n  ").Append(mismatch);
            }

            if (group.Count > ShownPerKind)
                text.Append(Invariant($"\n  and {group.Count - ShownPerKind} more"));
        }

        return hint is null ? text.ToString() : text.Append('\n').Append(hint).ToString();
    }

    private static string Adjective(ParameterMismatchKind kind) => kind switch
    {
        ParameterMismatchKind.Missing => "missing",
        ParameterMismatchKind.Extra => "extra",
        ParameterMismatchKind.Shape => "of another shape",
        ParameterMismatchKind.Type => "of a type that is not read as floats",
        _ => "named twice",
    };

    private static string Heading(ParameterMismatchKind kind) => kind switch
    {
        ParameterMismatchKind.Missing => "Missing from the file:",
        ParameterMismatchKind.Extra => "Unknown to the network:",
        ParameterMismatchKind.Shape => "Of another shape:",
        ParameterMismatchKind.Type => $"Of a type other than {TensorTypes.Readable}:",
        _ => "Named twice:",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
