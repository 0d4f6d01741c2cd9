using System.Collections.Generic;
using System.Linq;

namespace NetSpec.Compiler.Theory;

/// <summary>The classes of several operands along one axis, made common: places are alike when they are in every operand.</summary>
internal sealed class JointClasses
{
    private readonly IReadOnlyList<int[]> _operands;
    private readonly List<int> _places = [];

    /// <param name="operands">The class of each place, an operand each, all of one length.</param>
    public JointClasses(IReadOnlyList<int[]> operands)
    {
        _operands = operands;
        Classes = operands.Aggregate(Join);
        foreach (var (joint, place) in Classes.Select((joint, place) => (joint, place)))
        {
            if (joint == _places.Count)
                _places.Add(place);
        }
    }

    /// <summary>The common class of each place; classes are numbered in the order of their first places.</summary>
    public int[] Classes { get; }

    public int Count => _places.Count;

    /// <summary>The operand's own class of the places of a common one.</summary>
    public int In(int operand, int joint) => _operands[operand][_places[joint]];

    private static int[] Join(int[] left, int[] right)
    {
        var known = new Dictionary<(int, int), int>();
        var joint = new int[left.Length];
        for (var place = 0; place < joint.Length; place++)
        {
            if (!known.TryGetValue((left[place], right[place]), out joint[place]))
            {
                joint[place] = known.Count;
                known.Add((left[place], right[place]), joint[place]);
            }
        }

        return joint;
    }
}
