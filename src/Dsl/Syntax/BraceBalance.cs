using System.Collections.Generic;
using NetSpec.Dsl.Text;

namespace NetSpec.Dsl.Syntax;

/// <summary>How many more braces close than open from a logical line to the end of the file.</summary>
internal sealed class BraceBalance
{
    private readonly int[] _surplus;

    public BraceBalance(IReadOnlyList<LogicalLine> lines)
    {
        _surplus = new int[lines.Count + 1];
        for (var i = lines.Count - 1; i >= 0; i--)
        {
            _surplus[i] = _surplus[i + 1] + lines[i].Kind switch
            {
                LogicalLineKind.Open => -1,
                LogicalLineKind.Close => 1,
                _ => 0,
            };
        }
    }

    /// <summary>The surplus of closing braces from this line on.</summary>
    public int From(int line) => _surplus[line];
}
