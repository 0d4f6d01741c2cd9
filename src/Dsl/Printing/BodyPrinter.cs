using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Binding.Names;
using NetSpec.Dsl.Ops;

namespace NetSpec.Dsl.Printing;

/// <summary>
/// Writes the lines of a net or block. It counts names as the binder does, so that a name is written where a layer would not have it
/// anyway, and nowhere else.
/// </summary>
internal sealed class BodyPrinter
{
    private const int Width = 120;

    private readonly IReadOnlyList<(string Name, int Value)> _ends;
    private readonly string _end;
    private readonly FreeNames _names;
    private readonly Dictionary<int, string> _values;
    private readonly LineCutter _cut;
    private readonly Dictionary<int, PrintedLine> _lines;
    private readonly HashSet<string> _layers;

    /// <param name="items">What the body says.</param>
    /// <param name="ends">The values that it gives out, in the order of the lines.</param>
    /// <param name="end">The word before the name of such a value: <c>output</c>, none in a block.</param>
    /// <param name="names">The names that values may not have.</param>
    /// <param name="values">The names of the values that it starts from.</param>
    public BodyPrinter(
        IReadOnlyList<PrintedItem> items, IReadOnlyList<(string Name, int Value)> ends, string end, FreeNames names, IReadOnlyDictionary<int, string> values)
    {
        (_ends, _end, _names) = (ends, end.Length == 0 ? "" : end + " ", names);
        _values = values.ToDictionary(value => value.Key, value => value.Value);
        _cut = new(items, ends.Select(e => e.Value), name => names.IsFree(name) || ends.Any(e => e.Name == name));
        _lines = _cut.Lines.ToDictionary(line => line.Value);
        _layers = new(items.Select(item => item.Name).OfType<string>(), StringComparer.Ordinal);
    }

    /// <summary>The lines with the id of the first node of each, without their indent but for that of continuations.</summary>
    /// <param name="annotation">The shape that is stated for a line; empty for none.</param>
    public IEnumerable<(int First, string Text)> Print(Func<PrintedLine, string> annotation)
    {
        var inner = Inner();
        var ended = 0;
        foreach (var line in _cut.Lines.Where(line => !inner.Contains(line.Value)))
        {
            // An end stands at its line where those before it have stood at theirs.
            var isEnd = ended < _ends.Count && _ends[ended].Value == line.Value && (line.Binding is null || line.Binding == _ends[ended].Name);
            var name = isEnd ? _ends[ended].Name : NameOf(line);
            var counter = new NameCounter(name + ".");
            var chain = Stages(line, counter, inner);
            _values[line.Value] = name;
            _names.Take(name);
            yield return (Start(line, inner), Wrap($"{(isEnd ? _end : "")}{name}{annotation(line)} = ", chain));
            ended += isEnd ? 1 : 0;
        }

        foreach (var (name, value) in _ends.Skip(ended))
        {
            if (_values[value] != name)
                yield return (int.MaxValue, $"{_end}{name} = {_values[value]}");
            else if (_end.Length > 0)
                yield return (int.MaxValue, _end + name);
        }
    }

    /// <summary>The lines that stand inside that of a join: their layers have their names from its binding, and their nodes come right before it.</summary>
    private HashSet<int> Inner()
    {
        var inner = new HashSet<int>();
        foreach (var line in _cut.Lines.Where(line => line.Head.IsJoin && line.Binding is not null))
        {
            var next = line.Head.First;
            foreach (var operand in line.Head.Operands.Reverse())
            {
                if (_lines.TryGetValue(operand, out var part) && part.Binding == line.Binding && _cut.IsUsedOnce(operand) && part.Value == next - 1)
                {
                    inner.Add(operand);
                    next = Start(part, inner);
                }
            }
        }

        return inner;
    }

    /// <summary>The id of the first node of a line and of what stands inside it.</summary>
    private int Start(PrintedLine line, HashSet<int> inner) => line.Head.Operands
        .Where(operand => inner.Contains(operand))
        .Select(operand => Start(_lines[operand], inner))
        .Append(line.Head.First)
        .Min();

    private string NameOf(PrintedLine line)
    {
        if (line.Binding is { } binding && !_values.ContainsValue(binding) && (_names.IsFree(binding) || _ends.Contains((binding, line.Value))))
            return binding;

        // What the names of all layers begin with, up to a dot; else the name of the last.
        var names = line.Items.Select(item => item.Name).OfType<string>().ToList();
        var prefix = names.Count == 0 ? "" : names.Aggregate(Common);
        var dot = prefix.LastIndexOf('.');
        return _names.Like(
            names.Count > 1 && dot > 0 ? prefix.Substring(0, dot) : names.Count > 0 ? names[names.Count - 1] : line.Items[line.Items.Count - 1].Keyword);
    }

    private static string Common(string first, string second) =>
        first.Substring(0, Enumerable.Range(0, Math.Min(first.Length, second.Length)).TakeWhile(i => first[i] == second[i]).Count());

    private List<string> Stages(PrintedLine line, NameCounter counter, HashSet<int> inner)
    {
        var stages = new List<string>();
        var head = line.Head;
        if (head.IsJoin)
        {
            var operands = head.Operands.Select(operand => inner.Contains(operand) ? Stages(_lines[operand], counter, inner) : [_values[operand]]).ToList();
            stages.Add(Join(head, operands, counter));
        }
        else
        {
            stages.Add(_values[head.Operands[0]]);
        }

        for (var i = head.IsJoin ? 1 : 0; i < line.Items.Count; i++)
        {
            var item = line.Items[i];
            var call = item.Spell(i + 1 < line.Items.Count && line.Items[i + 1].Keyword == BatchNorm.Syntax.Keyword);
            stages.Add(call + Named(item, counter));
        }

        return stages;
    }

    private string Join(PrintedItem item, IReadOnlyList<IReadOnlyList<string>> operands, NameCounter counter)
    {
        var name = Named(item, counter);
        if (item.Keyword != new Add().Keyword || name.Length > 0)
            return $"{item.Keyword}({string.Join(", ", operands.Select(Chain).Append(item.BehindOperands).Where(text => text.Length > 0))}){name}";

        return string.Join(" + ", operands.Select(o => o.Count > 1 || o[0].Contains(" + ") ? $"({Chain(o)})" : o[0]));
    }

    private static string Chain(IEnumerable<string> stages) => string.Join(" -> ", stages);

    /// <summary>What stands behind an item for its name.</summary>
    private string Named(PrintedItem item, NameCounter counter)
    {
        var given = counter.Next(item.Keyword);
        for (var i = 1; i < item.Count; i++)
        {
            counter.Next(item.Keyword);
        }

        var own = item.Name is { } name ? name == given && !item.IsNamed ? "" : " as " + name
            : _layers.Add(given) ? "" : " as " + Unused(given);
        return item.Sharing is { } layer ? $"{own} with {layer}" : own;
    }

    private string Unused(string name) => Enumerable.Range(2, int.MaxValue - 2).Select(i => $"{name}_{Rules.Text(i)}").First(_layers.Add);

    /// <summary>A chain in lines of moderate width, broken before arrows.</summary>
    private static string Wrap(string start, List<string> stages)
    {
        var text = start;
        var column = 0;
        for (var i = 0; i < stages.Count; i++)
        {
            var arrow = i == 0 ? "" : " -> ";
            if (i > 0 && text.Length - column + arrow.Length + stages[i].Length > Width)
            {
                column = text.Length + 1;
                arrow = "\n    -> ";
            }

            text += arrow + stages[i];
        }

        return text;
    }
}
