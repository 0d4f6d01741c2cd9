using System.CommandLine;
using System.IO;
using System.Linq;

namespace NetSpec.Gpu.Bench.Kernels;

/// <summary>The verb <c>kernels</c>: compiles kernels for a machine that has no .NET, where none can be compiled.</summary>
internal static class KernelsCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var patterns = new Option<string>("--patterns") { Description = "Patterns a,b,c,d joined by ';'; 'grid' for the 627 of the benchmark.", DefaultValueFactory = _ => "grid" };
        var layouts = new Option<string>("--layouts") { Description = "first, last or both.", DefaultValueFactory = _ => "both" };
        var precisions = new Option<string>("--precisions") { Description = "fp32, fp16 or both.", DefaultValueFactory = _ => "both" };
        var output = new Option<FileInfo>("--output") { Description = "The assembly.", DefaultValueFactory = _ => new("NetSpec.Gpu.Kernels.dll") };
        var command = new Command("kernels", "Emits and compiles kernels into an assembly for 'grid --kernels'.") { patterns, layouts, precisions, output };
        command.SetAction(arguments =>
        {
            var chosen = arguments.GetValue(patterns)! is "grid" ? BenchPatterns.All : [.. arguments.GetValue(patterns)!.Split(';').Select(KernelSelection.Pattern)];
            using var file = arguments.GetValue(output)!.Create();
            KernelAssembly.Write(KernelSelection.Keys(chosen, arguments.GetValue(layouts)!, arguments.GetValue(precisions)!), file);
        });
        return command;
    }
}
