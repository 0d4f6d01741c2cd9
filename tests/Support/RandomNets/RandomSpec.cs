using System.Linq;
using NetSpec.Dsl;

namespace NetSpec.Tests.Support.RandomNets;

/// <summary>A spec of one net, line by line, so that it can be made smaller.</summary>
/// <param name="Name">The net's name.</param>
/// <param name="IsBatchLast">Whether the samples of each value lie together in the caller's arrays.</param>
/// <param name="Lines">The inputs and the values, operands first.</param>
/// <param name="Outputs">The names of the values that are given out, as <c>y0</c>, <c>y1</c>, ….</param>
public sealed record RandomSpec(string Name, bool IsBatchLast, EquatableArray<SpecLine> Lines, EquatableArray<string> Outputs)
{
    /// <summary>What is emitted for it.</summary>
    public string Passes { get; init; } = "forward";

    /// <summary>The spec's text.</summary>
    public string Text => string.Concat(
    [
        .. Lines.Select(line => line.Declaration),
        $"net {Name} {{\n",
        IsBatchLast ? "    layout batch_last\n" : "",
        .. Lines.Select(line => line.Text),
        .. Outputs.Select((output, i) => $"    output y{i} = {output}\n"),
        $"    emit {Passes}\n}}\n",
    ]);
}
