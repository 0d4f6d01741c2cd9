using System.Globalization;
using System.Linq;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;

namespace NetSpec.Tests.Support.RandomNets;

/// <summary>A value of a <see cref="RandomSpec"/>, on a line of its own.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape, which the line states.</param>
/// <param name="Format">The right side with operands by number, <c>{0} + {1}</c>; empty for an input.</param>
/// <param name="Operands">The names of the operands.</param>
/// <param name="Declaration">The <c>neurons</c> that the line uses, to be declared before the net; empty for none.</param>
public sealed record SpecLine(string Name, Shape Shape, string Format, EquatableArray<string> Operands, string Declaration = "")
{
    public bool IsInput => Format.Length == 0;

    /// <summary>Whether it is an input of whole numbers.</summary>
    public bool IsInteger { get; init; }

    /// <summary>The line as a spec has it.</summary>
    public string Text => IsInput
        ? $"    input {Name} : {Shape}{(IsInteger ? " int" : "")}\n"
        : $"    {Name} : {Shape} = {string.Format(CultureInfo.InvariantCulture, Format, [.. Operands])}\n";

    /// <summary>An input of the same name and shape.</summary>
    public SpecLine AsInput() => new(Name, Shape, "", default);

    /// <summary>The line with another value in the place of an operand.</summary>
    public SpecLine Replace(string operand, string by) =>
        this with { Operands = Operands.Select(name => name == operand ? by : name).ToEquatableArray() };
}
