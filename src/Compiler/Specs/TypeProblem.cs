using System.Collections.Generic;
using System.Linq;
using System.Threading;
using NetSpec.Dsl;
using NetSpec.Dsl.Problems;
using NetSpec.Dsl.Text;

namespace NetSpec.Compiler.Specs;

/// <summary>A problem of a type that was found where there are no places any more: at the names of all files, or in a plan.</summary>
/// <param name="Type">The type and its file.</param>
/// <param name="Code">What kind of problem.</param>
/// <param name="Message">One line.</param>
internal sealed record TypeProblem(TypeName Type, ProblemCode Code, string Message)
{
    /// <summary>The word of the net's <c>emit</c> line that is concerned; null for the net itself or a node of it.</summary>
    public string? Pass { get; init; }

    /// <summary>The id of the node that is concerned; null for the net itself or a pass.</summary>
    public int? Node { get; init; }

    /// <summary>What to do about it in a spec; null where the message says all. A net that no spec says has no use for it.</summary>
    public string? Advice { get; init; }

    /// <summary>
    /// Puts the problems of one file where their types are declared. It compiles the file again, which is rare, so that no
    /// other value of the pipeline has to carry places.
    /// </summary>
    public static IEnumerable<SpecProblem> Locate(SpecUnit file, EquatableArray<TypeProblem> problems, CancellationToken cancellationToken)
    {
        var mine = problems.Where(problem => problem.Type.Path == file.Path).ToList();
        if (mine.Count == 0)
        {
            return [];
        }

        var nets = SpecCompiler.Compile(file.Sources, cancellationToken).Places.Nets;
        var map = new SourceMap(file.Sources);
        return mine.Select(problem => problem.Place(nets, map));
    }

    private SpecProblem Place(EquatableArray<NetPlaces> nets, SourceMap map)
    {
        var name = Type.FullName.Substring(Type.FullName.LastIndexOf('.') + 1);
        var span = nets.FirstOrDefault(net => net.Net == name) is { } places ? PlaceIn(places) : default;
        return SpecProblem.At(map, Code, span, Advice is null ? Message : $"{Message}; {Advice}");
    }

    private Span PlaceIn(NetPlaces net) => Node is { } node && node < net.Nodes.Count
        ? net.Nodes[node]
        : net.Passes.FirstOrDefault(pass => pass.Pass == Pass)?.Span ?? net.Name;
}
