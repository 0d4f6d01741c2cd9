using System.IO;
using System.Linq;
using System.Threading.Tasks;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Dsl.Tuning;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Snapshots;
using Xunit;

namespace NetSpec.Generator.Tests.Emit.Gpu;

public sealed class ProgramFileTests
{
    [Theory]
    [InlineData("SparseMlp")]
    [InlineData("Ports")]
    [InlineData("Clip")]
    [InlineData("Functions")]
    [InlineData("Vision")]
    [InlineData("LanguageLast")]
    public async Task A_file_reads_like_this(string name)
    {
        var net = SpecCompiler.Compile(File.ReadAllText(Repository.PathOf("tests", "GpuModels", "nets.netspec"))).Nets.Single(net => net.Name == name);
        DevicePrecision[] precisions = name == "SparseMlp" ? [DevicePrecision.Fp32, DevicePrecision.Fp16] : [DevicePrecision.Fp32];

        await Snapshot.Verify(ProgramFile.Emit([.. precisions.Select(precision => GpuPlanner.Plan(net, precision))]), "cs").UseTextForParameters(name);
    }

    [Fact]
    public async Task A_net_with_errors_has_this_in_its_place() =>
        await Snapshot.Verify(ProgramShellFile.Emit(new NetShell("Samples.Vision", "Broken", EquatableArray.Of("image", "in"), EquatableArray.Of("logits")) { Passes = EquatableArray.Of("gpu", "gpu_half") }), "cs");
}
