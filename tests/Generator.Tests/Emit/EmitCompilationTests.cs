using System.Linq;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Planning;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

public sealed class EmitCompilationTests
{
    private const int MaxLine = 150;

    public static TheoryData<string> Features => [.. FeatureNets.All.Keys];

    [Theory]
    [MemberData(nameof(Features))]
    public void Emitted_models_compile_without_a_warning(string feature) =>
        Assert.Empty(Compilations.Diagnose(EmittedFiles.Forward(FeatureNets.All[feature])));

    [Theory]
    [MemberData(nameof(Features))]
    public void Lines_are_of_readable_width_and_end_in_a_line_feed(string feature)
    {
        var text = ModelClassFile.Emit(Planner.Plan(FeatureNets.All[feature]));

        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("}\n", text, System.StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split('\n'), line => line.Length > MaxLine || line.EndsWith(' '));
    }

    [Fact]
    public void Shells_compile_without_a_warning() => Assert.Empty(Compilations.Diagnose(
        ShellFile.Emit(new NetShell("Samples.Vision", "Broken", EquatableArray.Of("image", "in", "batch"), EquatableArray.Of("logits", "image"))),
        ShellFile.Emit(new NetShell("", "class", default, default)),
        ShellFile.Emit(new NetShell("", "required", default, default))));

    [Fact]
    public void Code_that_uses_a_net_compiles_with_its_shell_too() => Assert.Empty(Compilations.Diagnose(
        ShellFile.Emit(new NetShell("", "Broken", EquatableArray.Of("image"), EquatableArray.Of("logits")) { Parameters = EquatableArray.Of("fc.bias") }),
        """
        internal static class User
        {
            public const int Classes = Broken.LogitsSize;

            public static float[] Run(float[] image)
            {
                NetSpec.Runtime.Model model = new Broken(new NetSpec.Runtime.Weights.ParameterStore(Broken.Layout));
                var net = Broken.Load("weights.safetensors");
                net.Parameters[Broken.Tensors.FcBias].Clear();
                net.Pack();
                using var workspace = model.CreateWorkspace(images: image.Length / Broken.ImageSize);
                var logits = new float[Classes];
                net.Forward(image, logits, 1, workspace, threads: 2);
                return logits;
            }
        }
        """));
}
