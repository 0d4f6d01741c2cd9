using System.Linq;
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

        var neurons = net.Body.OfType<NeuronsStatement>().FirstOrDefault();
        if (neurons is null)
        {
            CheckEnds(net);
            return;
        }

        foreach (var statement in net.Body.Where(s => s is not (LayoutStatement or EmitStatement) && !ReferenceEquals(s, neurons)))
        {
            problems.Report(ProblemCode.MisplacedStatement, statement.Span, "'neurons' is the whole net: beside it stand only 'layout' and 'emit'; name the neurons outside the net to use them as a stage");
        }
    }

    private static string? Misplaced(Statement statement) => statement switch
    {
        BindingStatement => null,
        InputStatement => "a block has no 'input': its one input is 'in'",
        OutputStatement => "a block has no 'output': its result is what 'out' is bound to",
        NeuronsStatement => "'neurons' does not stand in a block; name the neurons outside and use them as a stage",
        LayoutStatement => "'layout' stands in a net",
        _ => "'emit' stands in a net",
    };

    private void CheckEnds(NetDeclaration net)
    {
        var inputs = net.Body.OfType<InputStatement>().Select(i => i.Name).ToArray();
        var outputs = net.Body.OfType<OutputStatement>().Select(o => o.Name).ToArray();
        if (!net.HasErrors && inputs.Length == 0)
        {
            problems.Report(ProblemCode.MissingInput, net.Name.Span, $"net '{net.Name.Text}' has no input; add a line such as 'input x : 784'");
        }

        if (!net.HasErrors && outputs.Length == 0)
        {
            problems.Report(ProblemCode.MissingOutput, net.Name.Span, $"net '{net.Name.Text}' has no output; add a line such as 'output y = ...'");
        }

        var ends = inputs.Concat(outputs).ToArray();
        for (var i = 0; i < ends.Length; i++)
        {
            var name = ends[i].Text;
            var member = MemberNames.Of(name);
            var first = ends.Take(i).FirstOrDefault(e => MemberNames.Of(e.Text) == member);
            if (MemberNames.IsReserved(name))
            {
                problems.Report(ProblemCode.MemberClash, ends[i].Span, $"Forward has an argument '{name.ToLowerInvariant()}' of its own; choose another name");
            }
            else if (net.Name.Text == member + "Size")
            {
                problems.Report(ProblemCode.MemberClash, ends[i].Span, $"the class would have a member '{member}Size', which is its own name; rename '{name}' or the net");
            }
            else if (first is not null)
            {
                problems.Report(ProblemCode.MemberClash, ends[i].Span, $"'{name}' and '{first.Text}' on line {lines.Of(first)} would have one name in the emitted class; inputs and outputs must differ by more than the case of the first letter");
            }
        }
    }
}
