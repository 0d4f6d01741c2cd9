using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning.Fusing;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Ops;

namespace NetSpec.Compiler.Planning;

/// <summary>
/// The order of the work: groups by result, each input loaded or filled just before its first reader, each output stored right
/// after it is there. So values live as short as they can.
/// </summary>
internal sealed class Schedule
{
    private readonly List<Operation> _operations = [];
    private readonly int[] _written;
    private readonly int[] _lastRead;

    public Schedule(Net net, IReadOnlyList<Group> groups)
    {
        _written = [.. Enumerable.Repeat(-1, net.Nodes.Count)];
        _lastRead = [.. Enumerable.Repeat(-1, net.Nodes.Count)];
        var outputs = Enumerable.Range(0, net.Outputs.Count).ToLookup(output => net.Outputs[output].Node);
        var loads = groups.Where(IsLoad).ToDictionary(group => group.Result);

        foreach (var group in groups.Where(group => !IsLoad(group)))
        {
            foreach (var operand in group.Reads)
            {
                Load(operand);
            }

            Append(new Operation(group, null));
            Store(group.Result);
        }

        foreach (var output in net.Outputs)
        {
            Load(output.Node);
        }

        void Load(int value)
        {
            if (_written[value] < 0 && loads.TryGetValue(value, out var load))
            {
                Append(new Operation(load, null));
                Store(value);
            }
        }

        void Store(int value)
        {
            foreach (var output in outputs[value])
            {
                Append(new Operation(null, output, value));
            }
        }
    }

    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>The first operation that keeps a value for the head: see <see cref="Rewrites.SplitHead"/>. All there are where nothing does.</summary>
    public int Keeping => _operations.FindIndex(IsKept) is >= 0 and var index ? index : _operations.Count;

    /// <summary>The first operation of the head, behind those that keep values for it. All there are where nothing does.</summary>
    public int Head => _operations.FindLastIndex(IsKept) is >= 0 and var index ? index + 1 : _operations.Count;

    /// <summary>When a value is written; negative when it never is, as with an input that nobody reads.</summary>
    public int Written(int value) => _written[value];

    /// <summary>When a value is last read, or written when it never is.</summary>
    public int LastUse(int value) => System.Math.Max(_written[value], _lastRead[value]);

    private static bool IsKept(Operation operation) => operation.Group?.Anchor.Op is Identity;

    private static bool IsLoad(Group group) => group.Anchor.Inputs.Count == 0;

    private void Append(Operation operation)
    {
        foreach (var value in operation.Reads)
        {
            _lastRead[value] = _operations.Count;
        }

        if (operation.Group is { } group && group.Rule.HasResult)
        {
            _written[group.Result] = _operations.Count;
        }

        _operations.Add(operation);
    }
}
