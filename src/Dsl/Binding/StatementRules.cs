using System;
using System.Collections.Generic;
using System.Linq;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Dsl.Binding;

/// <summary>Which lines a net or block may have and must have, and the names that its emitted class could not hold.</summary>
internal sealed class StatementRules(SourceLines lines, ProblemBag problems)
{
    public void CheckBlock(BlockDeclaration block)
    {
        foreach (var statement in block.Body)
        {
            if (Misplaced(statement) is { } message)
            {
                problems.Report(ProblemCode.MisplacedStatement, statement.Span, message);
            }
        }

        if (!block.HasErrors && !block.Body.OfType<BindingStatement>().Any(b => b.Name.Text == "out"))
        {
            problems.Report(ProblemCode.MissingOut, block.Name.Span, $"block '{block.Name.Text}' has no result; add a line such as 'out = in -> relu'");
        }
    }

    public void CheckNet(NetDeclaration net)
    {
        if (MemberNames.IsMember(net.Name.Text))
        {
            problems.Report(ProblemCode.MemberClash, net.Name.Span, $"the class of a net has a member '{net.Name.Text}', so no net can have that name");
        }

        else if (CSharpWords.Contains(net.Name.Text))
        {
            problems.Report(
                ProblemCode.WordOfCSharp,
                net.Name.Span,
                $"'{net.Name.Text}' is a word of C#, which a class of that name would take from all code beside it; choose another name");
        }

        var neurons = net.Body.OfType<NeuronsStatement>().FirstOrDefault();
        if (neurons is null)
        {
            CheckEnds(net);
            return;
        }

        foreach (var statement in net.Body.Where(s => s is not (LayoutStatement or EmitStatement or LostStatement) && !ReferenceEquals(s, neurons)))
        {
            problems.Report(
                ProblemCode.MisplacedStatement,
                statement.Span,
                "'neurons' is the whole net: beside it stand only 'layout' and 'emit'; name the neurons outside the net to use them as a stage");
        }
    }

    private static string? Misplaced(Statement statement) => statement switch
    {
        BindingStatement or SplitStatement or LostStatement => null,
        InputStatement => "a block has no 'input': its one input is 'in'",
        OutputStatement => "a block has no 'output': its result is what 'out' is bound to",
        NeuronsStatement => "'neurons' does not stand in a block; name the neurons outside and use them as a stage",
        LayoutStatement => "'layout' stands in a net",
        _ => "'emit' stands in a net",
    };

    private void CheckEnds(NetDeclaration net)
    {
        var inputs = net.Body.OfType<InputStatement>().ToArray();
        var outputs = net.Body.OfType<OutputStatement>().ToArray();
        if (!net.HasErrors && inputs.Length == 0)
        {
            problems.Report(ProblemCode.MissingInput, net.Name.Span, $"net '{net.Name.Text}' has no input; add a line such as 'input x : 784'");
        }

        if (!net.HasErrors && outputs.Length == 0)
        {
            problems.Report(ProblemCode.MissingOutput, net.Name.Span, $"net '{net.Name.Text}' has no output; add a line such as 'output y = ...'");
        }

        var first = new Dictionary<string, (Identifier Name, bool Defines)>(StringComparer.Ordinal);
        foreach (var (end, defines) in inputs.Select(i => (i.Name, true)).Concat(outputs.Select(o => (o.Name, o.Value is not null))))
        {
            var member = MemberNames.Of(end.Text);
            if (first.TryGetValue(member, out var other))
            {
                ReportClash(end, other.Name, defines && other.Defines, inputs);
                continue;
            }

            first.Add(member, (end, defines));
            if (MemberNames.IsReserved(end.Text))
            {
                problems.Report(ProblemCode.MemberClash, end.Span, $"Forward has an argument '{end.Text.ToLowerInvariant()}' of its own; choose another name");
            }
            else if (net.Name.Text == member + "Size")
            {
                problems.Report(
                    ProblemCode.MemberClash, end.Span, $"the class would have a member '{member}Size', which is its own name; rename '{end.Text}' or the net");
            }
        }
    }

    private void ReportClash(Identifier end, Identifier other, bool isDefinedTwice, InputStatement[] inputs)
    {
        if (end.Text != other.Text)
        {
            problems.Report(
                ProblemCode.MemberClash,
                end.Span,
                $"'{end.Text}' and '{other.Text}' on line {lines.Of(other)} would be one member of the emitted class; inputs and outputs must differ by more "
                    + "than the case of the first letter");
        }
        else if (!isDefinedTwice)
        {
            var (what, more) = inputs.Any(input => input.Name == other) ? ("the input", "give it out") : (
                "an output already,", "leave this line out, or give the value out once more");
            problems.Report(
                ProblemCode.MemberClash,
                end.Span,
                $"'{end.Text}' is {what} on line {lines.Of(other)}, and an argument of Forward; {more} under a name of its own: output {end.Text}_out = "
                    + $"{end.Text}");
        }
    }
}
