using System;
using System.Collections.Generic;

namespace NetSpec.Dsl.Syntax.Grammar;

/// <summary>
/// The stages that were read of a line. A line that differs from it behind some place has the ones that end before, so that of many
/// edits of one line each is read from about its own place on.
/// </summary>
/// <param name="origin">The stages of the line that this one was made from, null for none.</param>
/// <param name="unchanged">How many characters the two lines begin with alike.</param>
internal sealed class ReadStages(ReadStages? origin = null, int unchanged = 0)
{
    private const string Arrow = "->";

    private readonly ReadStages? _origin = origin;
    private readonly int _unchanged = unchanged;
    private readonly Dictionary<int, (Stage Stage, LineInput Behind)> _byStart = [];

    /// <summary>The stage that begins at a place, where it is known, and the place behind it.</summary>
    public bool TryFind(LineInput start, out Stage stage, out LineInput behind)
    {
        var common = int.MaxValue;
        for (var line = this; line is not null; line = line._origin)
        {
            if (line._byStart.TryGetValue(start.Position, out var known) && known.Behind.Position + Arrow.Length <= common)
            {
                (stage, behind) = (known.Stage, start.At(known.Behind));
                return true;
            }

            common = Math.Min(common, line._unchanged);
        }

        (stage, behind) = (null!, start);
        return false;
    }

    /// <summary>Notes a stage. Only an arrow behind it says where it ends, whatever comes after.</summary>
    public void Add(LineInput start, Stage stage, LineInput behind)
    {
        if (behind.Peek() == Arrow[0] && behind.Peek(1) == Arrow[1])
        {
            _byStart[start.Position] = (stage, behind);
        }
    }
}
