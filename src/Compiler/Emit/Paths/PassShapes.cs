using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Planning;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The shapes that the kernels of a net's passes are specialised to: one struct each, whichever of the passes have it.</summary>
internal sealed class PassShapes
{
    /// <summary>The class that holds the structs; each file has a part of it.</summary>
    public const string Class = "PathShapes";

    private readonly Dictionary<KernelShape, string> _names = [];
    private readonly List<List<(KernelShape Shape, string Name)>> _files = [];

    /// <param name="files">The plans of each file, which uses the structs of those before it.</param>
    private PassShapes(IEnumerable<Plan>[] files)
    {
        var scope = new Identifiers([.. PortNames.OfObject, .. ShapeStructs.Members, Class]);
        foreach (var plans in files)
        {
            var own = new List<(KernelShape, string)>();
            foreach (var plan in plans)
            {
                var users = ModelNames.ShapeUsers(plan);
                foreach (var (shape, i) in plan.Shapes.Select((shape, i) => (shape, i)))
                {
                    if (shape is KroneckerShape || _names.ContainsKey(shape))
                        continue;

                    var name = scope.Unique(Identifiers.Member(users[i]));
                    own.Add((shape, name));
                    _names.Add(shape, $"{Class}.{name}");
                }
            }

            _files.Add(own);
        }
    }

    /// <summary>The shapes of the path-norm passes, and behind them those that the Φ-cost pass adds.</summary>
    public static PassShapes Of(PathProgram norms, CostProgram? costs = null) => new([norms.Plans, costs is null ? [] : [costs.Plan]]);

    /// <summary>The struct of each shape, as the passes name it. Patterns of sparse factors have files of their own.</summary>
    public IReadOnlyDictionary<KernelShape, string> Names => _names;

    /// <summary>The structs of the file of the path norms.</summary>
    public void WriteNorms(SourceWriter writer) => Write(writer, _files[0]);

    /// <summary>The structs of the file of the costs.</summary>
    public void WriteCosts(SourceWriter writer) => Write(writer, _files[1]);

    private static void Write(SourceWriter writer, List<(KernelShape Shape, string Name)> shapes)
    {
        if (shapes.Count == 0)
            return;

        writer.Separate();
        writer.Line("/// <summary>What the kernels of the passes are specialised to.</summary>");
        using (writer.Open($"private static partial class {Class}"))
        {
            foreach (var (shape, name) in shapes)
            {
                ShapeStructs.Write(writer, CSharp.Public, name, shape);
                writer.Separate();
            }
        }
    }
}
