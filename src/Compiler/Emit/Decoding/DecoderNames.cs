using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Decoding;

namespace NetSpec.Compiler.Emit.Decoding;

/// <summary>Every name of a decoder, and of what the net's class has for it.</summary>
internal sealed class DecoderNames
{
    /// <param name="plan">The plan.</param>
    /// <param name="shapes">The structs of the kernels' shapes, of net and decoder.</param>
    public DecoderNames(DecoderPlan plan, NetShapes shapes)
    {
        Model = new ModelNames(plan.Model, shapes, []);
        Packed = [.. plan.Program.Weights.Select((weights, i) => plan.Weights[i].Source == WeightSource.Model
            ? Model.Weights[plan.Weights[i].Model!.Value]
            : Model.Member(Identifiers.Field("Token" + Identifiers.Member(weights.Name))))];

        var own = new ModelNames(plan.Program, shapes, DecoderMembers.All);
        Field = own.Member("_model");
        Own = new ModelNames(plan.Program, shapes, DecoderMembers.All) { Weights = [.. Packed.Select(field => $"{Field}.{field}")] };

        Arguments = new DecoderArguments([.. Own.Steps, .. Own.OutputSizes, Field], plan.Program.Outputs.Select(port => port.Name));
    }

    /// <summary>The names of the net's class.</summary>
    public ModelNames Model { get; }

    /// <summary>The names of the decoder's class, which has weights in its model.</summary>
    public ModelNames Own { get; }

    /// <summary>The field of the net's class for each of the decoder's packed weights.</summary>
    public IReadOnlyList<string> Packed { get; }

    /// <summary>The field of the decoder that has the model.</summary>
    public string Field { get; }

    /// <summary>Arguments and locals of <c>Append</c>.</summary>
    public DecoderArguments Arguments { get; }
}
