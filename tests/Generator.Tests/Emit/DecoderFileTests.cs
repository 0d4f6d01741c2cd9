using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using NetSpec.Compiler.Emit.Decoding;
using NetSpec.Compiler.Planning;
using NetSpec.Compiler.Planning.Decoding;
using NetSpec.Compiler.Rewrites;
using NetSpec.Compiler.Rewrites.Decoding;
using NetSpec.Dsl;
using NetSpec.Dsl.Graph;
using NetSpec.Tests.Support;
using NetSpec.Tests.Support.Snapshots;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>The file of a net that is also run token by token.</summary>
public sealed class DecoderFileTests
{
    private const int MaxLine = 160;

    /// <summary>Language models in small, whose tensors fill blocks or do not.</summary>
    private const string Spec = """
        net Words(n=12) {
            input ids : n int
            read = ids -> (embedding(100, 32) as wte -> positions(64) as wpe) as transformer
            seen = read + (read -> layernorm as ln_1 -> linear(96, transposed=true) as c_attn -> attention(2, causal=true) -> linear(32, transposed=true) as c_proj)
            output next = seen -> token(n - 1) -> linear(100, bias=false) as lm_head with transformer.wte
            emit forward, decoder
        }

        net Alone {
            input token : 9 int
            hidden = token -> embedding(20, 24) as wte -> positions as place -> linear(72) as qkv -> attention(2, causal=true)
            output tokens = hidden -> ks(4, 3, 6, 1) as factor
            output Append = hidden -> linear(5) as head
            emit decoder only
        }

        neurons gate {
            input a, b
            h : relu = a, b + bias
            output high = h, a*1
        }

        net Ends {
            input ids : 3 int
            output y = ids -> embedding(7, 2) as table -> token(2) -> gate as last
            emit forward, decoder
        }
        """;

    /// <summary>KiB of emitted text.</summary>
    private static readonly Dictionary<string, int> Budgets = new(StringComparer.Ordinal)
    {
        ["Gpt2Small"] = 90,
        ["Gpt2Medium"] = 170,
    };

    public static TheoryData<string> Corpus => [.. CorpusSpec.Nets.Values.Where(net => net.Passes.Contains("decoder")).Select(net => net.FullName)];

    [Fact]
    public async Task Words() => await Snapshot.Verify(Text(Net("Words")), "cs");

    [Fact]
    public async Task Shell() => await Snapshot.Verify(
        DecoderShellFile.Emit(new NetShell("Samples.Language", "Broken", EquatableArray.Of("ids"), EquatableArray.Of("next", "token"))
        {
            IntegerInputs = EquatableArray.Of("ids"), Passes = EquatableArray.Of("decoder", "forward"),
        }),
        "cs");

    [Theory]
    [InlineData("Words")]
    [InlineData("Alone")]
    [InlineData("Ends")]
    public void Emitted_files_compile_without_a_warning(string net) => Assert.Empty(Compilations.Diagnose(EmittedFiles.Forward(Net(net))));

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Lines_are_of_readable_width_and_end_in_a_line_feed(string net)
    {
        var text = Text(CorpusSpec.Nets[net]);

        Assert.DoesNotContain('\r', text);
        Assert.EndsWith("}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Split('\n'), line => line.Length > MaxLine || line.EndsWith(' '));
    }

    [Theory]
    [MemberData(nameof(Corpus))]
    public void Nets_of_one_token_and_their_plans_are_sound(string name)
    {
        var net = CorpusSpec.Nets[name];
        var token = OneToken.Run(net);
        Assert.Empty(NetVerifier.ViolationsOf(token, net));
        Assert.Empty(NetVerifier.ViolationsOf(Normalise.Run(token), token));
        Assert.Empty(PlanVerifier.Verify(DecoderPlanner.Plan(net, Planner.Plan(net)).Program));
    }

    [Theory]
    [InlineData("Gpt2Small")]
    [InlineData("Gpt2Medium")]
    public void Weights_of_a_large_model_are_those_of_its_forward_pass(string name)
    {
        var net = CorpusSpec.Nets["Corpus.Nets." + name];
        var plan = DecoderPlanner.Plan(net, Planner.Plan(net));

        Assert.DoesNotContain(plan.Weights, weights => weights.Source == WeightSource.Own);
        Assert.InRange(DecoderFile.Emit(plan).Length, 0, Budgets[name] * 1024);
    }

    private static Net Net(string name) => SpecCompiler.Compile(Spec).Nets.Single(net => net.Name == name);

    private static string Text(Net net) => DecoderFile.Emit(DecoderPlanner.Plan(net, Planner.Plan(net)));
}
