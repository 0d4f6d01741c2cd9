using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis.Text;
using NetSpec.Dsl;
using NetSpec.Dsl.Syntax;

namespace NetSpec.Generator.Shell;

/// <summary>A problem of a type that was found where there are no places any more: at the names of all files, or in a plan.</summary>
/// <param name="Type">The type and its file.</param>
/// <param name="Id">The descriptor's id.</param>
/// <param name="Message">One line.</param>
public sealed record TypeProblem(TypeName Type, string Id, string Message)
{
    /// <summary>
    /// Puts the problems of one file where their types are declared. It reads the file again, which is rare, so that no
    /// other value of the pipeline has to carry the places of names.
    /// </summary>
    public static IEnumerable<SpecProblem> Locate(SpecText file, EquatableArray<TypeProblem> problems, CancellationToken cancellationToken)
    {
        var mine = problems.Where(problem => problem.Type.Path == file.Path).ToList();
        if (mine.Count == 0)
        {
            return [];
        }

        var nets = SpecParser.Parse(file.Text, cancellationToken).Spec.Declarations.OfType<NetDeclaration>().ToList();
        var lines = SourceText.From(file.Text);
        return mine.Select(problem => problem.Place(nets, lines));
    }

    private SpecProblem Place(List<NetDeclaration> nets, SourceText lines)
    {
        var name = Type.FullName.Substring(Type.FullName.LastIndexOf('.') + 1);
        var declared = nets.FirstOrDefault(net => net.Name.Text == name)?.Name.Span ?? default;
        var span = new TextSpan(declared.Start, declared.Length);
        return new(Id, Message, Type.Path, span, lines.Lines.GetLinePositionSpan(span));
    }
}
