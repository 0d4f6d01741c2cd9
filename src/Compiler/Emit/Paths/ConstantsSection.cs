using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Paths;

namespace NetSpec.Compiler.Emit.Paths;

/// <summary>The constants that bounds on the network's paths are made of: members of the class, and their place in its description.</summary>
internal static class ConstantsSection
{
    /// <summary>Another member: the number of paths, which has no limit.</summary>
    public const string PathCount = "PathCount";

    /// <summary>The constants among the members, with their types.</summary>
    public static readonly IReadOnlyList<(string Type, string Name)> Members =
    [
        ("int", "Depth"), ("int", "DepthWithoutPools"), ("int", "PoolKinds"), ("int", "PoolKernel"), ("int", "PoolLayers"),
        ("long", "InputDimension"), ("long", "OutputDimension"),
    ];

    /// <summary>The members.</summary>
    public static void WriteMembers(SourceWriter writer, PathConstants constants)
    {
        Constant(writer, "int", "Depth", constants.Depth, "D of Theorem 4.4.1: edges on the longest path once identity neurons are merged away.");
        Constant(writer, "int", "DepthWithoutPools", constants.DepthWithoutPools, "D as Table 7.1 of the thesis counts it: without k-max-pool neurons.");
        Constant(writer, "int", "PoolKinds", constants.PoolKinds, "P: the distinct k of k-max-pool neurons.");
        Constant(writer, "int", "PoolKernel", constants.PoolKernel, "K: the most antecedents of a k-max-pool neuron, 1 without any.");
        Constant(writer, "int", "PoolLayers", constants.MostPools, "M: the most k-max-pool neurons on a path.");
        Constant(writer, "long", "InputDimension", constants.Inputs, "d_in: the input neurons.");
        Constant(writer, "long", "OutputDimension", constants.Outputs, "d_out: the output neurons.");
        writer.Line($"/// <summary>The number of paths, {About(constants.Paths)}: those that end at an output and start at an input or a bias.</summary>");
        writer.Line($"public static {Api.BigInteger} PathCount => {PathMembers.Tables}.Description.Constants!.PathCount;");
        writer.Separate();
    }

    /// <summary>The entry of the description's initialiser.</summary>
    public static void WriteInitializer(SourceWriter writer, PathConstants constants)
    {
        writer.Line("Constants = new()");
        using (writer.Braces(","))
        {
            writer.Line("Depth = Depth,");
            writer.Line("DepthWithoutPools = DepthWithoutPools,");
            writer.Line($"FullDepth = {CSharp.Literal(constants.FullDepth)},");
            writer.Line("PoolKinds = PoolKinds,");
            writer.Line("PoolKernel = PoolKernel,");
            writer.Line("PoolLayers = PoolLayers,");
            writer.Line($"FewestPoolLayers = {CSharp.Literal(constants.FewestPools)},");
            if (constants.PoolBiases.Count > 0)
            {
                writer.Line($"PoolBiases = new[] {{ {string.Join(", ", constants.PoolBiases.Select(CSharp.Literal))} }},");
            }

            writer.Line("InputDimension = InputDimension,");
            writer.Line("OutputDimension = OutputDimension,");
            writer.Line($"PathCount = {Number(constants.Paths)},");
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
