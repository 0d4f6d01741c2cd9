using System.Threading.Tasks;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Emit.Paths;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Paths;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support.Snapshots;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

public sealed class EmitSnapshotTests
{
    public static TheoryData<string> Features => [.. FeatureNets.All.Keys];

    [Theory]
    [MemberData(nameof(Features))]
    public async Task Model(string feature) =>
        await Snapshot.Verify(ModelClassFile.Emit(Planner.Plan(FeatureNets.All[feature])), "cs").UseTextForParameters(feature);

    /// <summary>Both passes; a project that does not ask for the first has the second alone.</summary>
    [Fact]
    public async Task Path_norms()
    {
        var net = FeatureNets.All["residual"] with { Passes = EquatableArray.Of("forward", "pathnorm") };
        await Snapshot.Verify(PathProgramFile.Emit(Planner.Plan(net), ProgramPlanner.Plan(net, plainPass: true).Norms!), "cs");
    }

    [Fact]
    public async Task Shell() =>
        await Snapshot.Verify(ShellFile.Emit(new NetShell("Samples.Vision", "Broken", EquatableArray.Of("image", "in"), EquatableArray.Of("logits")) { Parameters = EquatableArray.Of("fc.weight", "fc.bias"), Passes = EquatableArray.Of("forward", "phicost") }), "cs");
}
