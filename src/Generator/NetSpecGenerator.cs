using Microsoft.CodeAnalysis;
using NetSpec.Generator.Outputs;
using NetSpec.Generator.Shell;

namespace NetSpec.Generator;

/// <summary>
/// Compiles the <c>.netspec</c> files of a project: the stages of <see cref="NetSpec.Compiler.NetCompiler"/>, each a step that runs again only
/// when what it reads has changed. Source and problems part early: an edit that moves lines reports problems anew and prints
/// nothing, and of the compilation nothing is looked at but whether it references ILGPU and what it declares under the names
/// of nets.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetSpecGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var pipeline = Pipeline.Of(context);
        var models = ModelOutput.Register(context, pipeline);
        PathOutput.Register(context, pipeline);
        DecoderOutput.Register(context, pipeline);
        var patterns = PatternOutput.Register(context, models);
        var programs = ProgramOutput.Register(context, pipeline);
        ProgramShellOutput.Register(context, pipeline);
        KernelOutput.Register(context, pipeline, programs);
        var isOnDevice = HostOutput.Register(context, programs);
        EmbeddedOutput.Register(context, patterns, isOnDevice);
        ProblemOutput.Register(context, pipeline);
    }
}
