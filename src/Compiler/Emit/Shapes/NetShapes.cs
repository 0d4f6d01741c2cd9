using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Shapes;

namespace NetSpec.Compiler.Emit.Shapes;

/// <summary>
/// The structs that the kernels of a net are specialised to: one for each distinct shape, whichever of the net's programs have
/// it. The patterns of Kronecker-sparse factors have files of their own.
/// </summary>
internal sealed class NetShapes
{
    /// <summary>The class that holds the structs; each file of the net has a part of it.</summary>
    public const string Class = "KernelShapes";

    private readonly Dictionary<KernelShape, string> _names = [];
    private readonly List<(KernelShape Shape, string Name)> _own = [];

    /// <param name="files">The plans of a file, behind those of the files whose structs it uses.</param>
    public NetShapes(params IEnumerable<Plan>[] files)
    {
        var scope = new Identifiers([.. PortNames.OfObject, .. ShapeStructs.Members, Class]);
        foreach (var plans in files)
        {
            _own.Clear();
            foreach (var plan in plans)
            {
                var users = ModelNames.ShapeUsers(plan);
                for (var i = 0; i < users.Length; i++)
                {
                    if (plan.Shapes[i] is not KroneckerShape && !_names.ContainsKey(plan.Shapes[i]))
                    {
                        var name = scope.Unique(Identifiers.Member(users[i]));
                        _own.Add((plan.Shapes[i], name));
                        _names.Add(plan.Shapes[i], $"{Class}.{name}");
                    }
                }
            }
        }
    }

    /// <summary>The struct of a shape, as the programs name it.</summary>
    public string this[KernelShape shape] => shape is KroneckerShape factor ? PatternNames.FullName(factor) : _names[shape];

    /// <summary>The structs that the last file adds.</summary>
    public void Write(SourceWriter writer)
    {
        if (_own.Count == 0)
            return;

        writer.Separate();
        writer.Line("/// <summary>What the kernels are specialised to. Strides and dilations of 1, paddings of 0 and the like go without saying.</summary>");
        using (writer.Open($"private static partial class {Class}"))
        {
            foreach (var (shape, name) in _own)
            {
                ShapeStructs.Write(writer, name, shape);
                writer.Separate();
            }
        }
    }
}
