using System.Linq;
using System.Threading.Tasks;
using NetSpec.Compiler.Emit.Models;
using NetSpec.Compiler.Planning;
using NetSpec.Dsl;
using NetSpec.Tests.Support.Snapshots;
using Xunit;

namespace NetSpec.Generator.Tests.Emit;

/// <summary>What the first lines of a model say about its sparse chains.</summary>
public sealed class ChainTableTests
{
    [Fact]
    public async Task Chains()
    {
        var headers = SpecCompiler.Compile("""
            net KsVitMlp {
                input tokens : 384
                hidden : 1536 = tokens -> ks(6, 64, 64, 1) -> ks(1, 768, 192, 2) -> bias -> relu
                output y : 384 = hidden -> ks(1, 192, 768, 2) -> ks(6, 64, 64, 1) -> bias
            }

            net Named {
                input x : 48
                mixed = x -> butterfly(block=3) as mix -> relu -> monarch(60, 12) -> relu
                low   = mixed -> lowrank(48, 4) -> relu
                stride = low -> ks(2, 6, 6, 4) -> ks(1, 4, 4, 12) -> ks(6, 8, 8, 1) -> relu
                gap = stride -> ks(1, 2, 2, 24) -> dropout -> ks(24, 2, 2, 1) as last
                output y = gap -> bias -> dense(10)
            }

            net Repeated {
                input x : 64
                h = x -> ks(1, 8, 8, 8) -> ks(4, 8, 16, 1)
                output kept = h -> dropout
                output y = h -> relu -> repeat i in 1..12 (monarch(32, 4) as mix.{i} -> bias -> relu)
            }
            """).Nets.Select(net => Header(ModelClassFile.Emit(Planner.Plan(net))));

        await Snapshot.Verify(string.Join("\n\n", headers) + "\n", "txt");
    }

    private static string Header(string file) => string.Join('\n', file.Split('\n').Skip(3).TakeWhile(line => line.StartsWith("//", System.StringComparison.Ordinal)));
}
