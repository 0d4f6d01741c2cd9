using System;
using System.Linq;
using System.Reflection;
using NetSpec.Compiler.Emit.Decoding;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Algorithms;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl.Ops;
using NetSpec.Runtime;
using NetSpec.Runtime.Kernels.Convolution;
using NetSpec.Runtime.Kernels.Panelling;
using NetSpec.Runtime.Paths;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>What the compiler takes for granted of the runtime, which it does not reference.</summary>
public sealed class RuntimeAgreementTests
{
    [Fact]
    public void Panels_have_as_many_samples_and_ports()
    {
        Assert.Equal(Panels.Samples, PanelRule.Samples);
        Assert.Equal(PanelRule.MaxPorts, typeof(PanelPorts).GetProperties().Count(property => property.Name.StartsWith("Input", StringComparison.Ordinal)));
        Assert.Equal(PanelRule.MaxPorts, typeof(PanelPorts).GetProperties().Count(property => property.Name.StartsWith("Output", StringComparison.Ordinal)));
    }

    [Fact]
    public void Threads_hold_as_much_between_two_layers() => Assert.Equal(ThreadMemory.MostFloats, MachineModel.ThreadFloats);

    [Fact]
    public void Tiles_of_factors_fit_the_kernel() =>
        Assert.All(Enumerable.Range(1, 200), rows => Assert.InRange(new KroneckerShape(new KsPattern(1, rows, 1, 1)).TileRows, 1, PanelTile.MaxRows));

    /// <summary>But for those that models have too, whose names are taken in every class.</summary>
    [Theory]
    [InlineData(typeof(PathNormPass))]
    [InlineData(typeof(PathCostPass))]
    public void Members_of_passes_are_known(Type pass)
    {
        var inherited = pass.GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy)
            .Where(member => member.DeclaringType != typeof(object) && member.MemberType != MemberTypes.Constructor && IsVisible(member))
            .Select(member => member.Name)
            .Except(["Pack", "PackWeights", "Parameters"])
            .Distinct();

        Assert.Equal(inherited.Order(StringComparer.Ordinal), (pass == typeof(PathCostPass) ? PassMembers.OfCosts : PassMembers.OfNorms).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Members_of_decoders_are_known()
    {
        var inherited = typeof(TokenDecoder).GetMembers(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(member => member.DeclaringType != typeof(object) && member.MemberType != MemberTypes.Constructor && IsVisible(member))
            .Select(member => member.Name)
            .Append("Append")
            .Distinct();

        Assert.Equal(inherited.Order(StringComparer.Ordinal), DecoderMembers.All);
    }

    [Fact]
    public void Channels_are_cut_as_the_kernels_cut_them()
    {
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var groups = random.Next(1, 20);
            var (inputs, outputs, planar) = (groups * random.Next(1, 40), groups * random.Next(1, 40), groups == 1 && random.Next(2) == 0);
            var shape = new ConvShape(false, new(inputs, 5, 5, 1), planar, new(outputs, 5, 5, 0), 3, 3, 1, 1, 1, 1, 1, 1, groups, false, 0);
            var channels = new ConvChannels(outputs, inputs, groups, planar);

            Assert.Equal(
                new ConvChannelCut(channels.SuperGroups, (long)channels.InBlocks * channels.InLanes, (long)channels.OutBlocks * Place.Lanes),
                ConvChannelCut.Of(shape));
        }
    }

    /// <summary>Whether a class elsewhere that derives from it sees a member under its name; accessors have no names of their own.</summary>
    private static bool IsVisible(MemberInfo member) => member switch
    {
        MethodInfo method => !method.IsSpecialName && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(accessor => accessor.IsPublic || accessor.IsFamily || accessor.IsFamilyOrAssembly),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => false,
    };
}
