using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using NetSpec.Compiler.Theory;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The constants that bounds on the network's paths are made of: members of the class, and their place in its description.</summary>
internal static class ConstantsSection
{
    /// <summary>Another member: the number of paths, which has no limit.</summary>
    public const string PathCount = "PathCount";

    /// <summary>The constants among the members, with their types.</summary>
    public static readonly IReadOnlyList<(string Type, string Name)> Members =
    [
        ("int", "Depth"), ("int", "DepthWithoutPools"), ("int", "PoolKinds"), ("int", "PoolKernel"), ("int", "PoolLayers"), ("long", "InputDimension"), ("long", "OutputDimension"),
    ];

    /// <summary>The members.</summary>
    public static void WriteMembers(SourceWriter writer, BoundFacts facts)
    {
        Constant(writer, "int", "Depth", facts.Lengths.Depth, "D of Theorem 4.4.1: edges on the longest path once identity neurons are merged away.");
        Constant(writer, "int", "DepthWithoutPools", facts.Lengths.DepthWithoutPools, "D as Table 7.1 of the thesis counts it: without k-max-pool neurons.");
        Constant(writer, "int", "PoolKinds", facts.Pools.Kinds, "P: the distinct k of k-max-pool neurons.");
        Constant(writer, "int", "PoolKernel", facts.Pools.Kernel, "K: the most antecedents of a k-max-pool neuron, 1 without any.");
        Constant(writer, "int", "PoolLayers", facts.Lengths.MostPools, "M: the most k-max-pool neurons on a path.");
        Constant(writer, "long", "InputDimension", facts.Inputs, "d_in: the input neurons.");
        Constant(writer, "long", "OutputDimension", facts.Outputs, "d_out: the output neurons.");
        writer.Line($"/// <summary>The number of paths, {About(facts.Paths)}: those that end at an output and start at an input or a bias.</summary>");
        writer.Line($"public static {Api.BigInteger} PathCount => {PathMembers.Tables}.Description.Constants!.PathCount;");
        writer.Separate();
    }

    /// <summary>The entry of the description's initialiser.</summary>
    public static void WriteInitializer(SourceWriter writer, BoundFacts facts)
    {
        writer.Line("Constants = new()");
        using (writer.Braces(","))
        {
            writer.Line("Depth = Depth,");
            writer.Line("DepthWithoutPools = DepthWithoutPools,");
            writer.Line($"FullDepth = {CSharp.Literal(facts.Lengths.FullDepth)},");
            writer.Line("PoolKinds = PoolKinds,");
            writer.Line("PoolKernel = PoolKernel,");
            writer.Line("PoolLayers = PoolLayers,");
            writer.Line($"FewestPoolLayers = {CSharp.Literal(facts.Lengths.FewestPools)},");
            if (facts.Pools.Biases.Count > 0)
            {
                writer.Line($"PoolBiases = new[] {{ {string.Join(", ", facts.Pools.Biases.Select(CSharp.Literal))} }},");
            }

            writer.Line("InputDimension = InputDimension,");
            writer.Line("OutputDimension = OutputDimension,");
            writer.Line($"PathCount = {Number(facts.Paths)},");
        }
    }

    private static void Constant(SourceWriter writer, string type, string name, long value, string summary)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public const {type} {name} = {CSharp.LongLiteral(value)};");
        writer.Separate();
    }

    private static string Number(BigInteger number) => number <= long.MaxValue
        ? CSharp.LongLiteral((long)number)
        : $"{Api.BigInteger}.Parse({CSharp.Literal(number.ToString(CultureInfo.InvariantCulture))}, {Api.InvariantCulture})";

    private static string About(BigInteger number) => number < 1_000_000_000
        ? CSharp.Readable((long)number)
        : "about 2^" + BigInteger.Log(number, 2).ToString("F1", CultureInfo.InvariantCulture);
}
