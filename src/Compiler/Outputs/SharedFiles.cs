using System.Collections.Generic;
using System.Linq;
using NetSpec.Compiler.Emit.Gpu;
using NetSpec.Compiler.Emit.Shapes;
using NetSpec.Compiler.Emit.Writing;
using NetSpec.Compiler.Planning.Gpu;
using NetSpec.Compiler.Planning.Shapes;
using NetSpec.Dsl;

namespace NetSpec.Compiler.Outputs;

/// <summary>The files that the nets of a compilation share.</summary>
internal static class SharedFiles
{
    /// <summary>The file of a pattern of Kronecker-sparse factors.</summary>
    public static OutputFile Pattern(KroneckerShape pattern) =>
        new($"{PatternNames.Namespace}.{PatternNames.TypeName(pattern)}.g.cs", PatternFile.Emit(pattern));

    /// <summary>The file of a device kernel.</summary>
    public static OutputFile Kernel(FactorKernelPlan kernel) =>
        new($"{FactorKernelNames.Namespace}.{FactorKernelNames.TypeName(kernel.Key)}.g.cs", FactorKernelFile.Emit(kernel));

    /// <summary>The fixed host code of device programs; nothing when there are none.</summary>
    public static EquatableArray<OutputFile> Host(bool isUsed) =>
        isUsed ? HostFiles.All.Select(file => new OutputFile($"{FactorKernelNames.Namespace}.{file.Key}.g.cs", file.Value)).ToEquatableArray() : default;

    /// <summary>The attribute of types that other assemblies do not see; nothing when there are none.</summary>
    public static EquatableArray<OutputFile> Embedded(bool isUsed) =>
        isUsed ? EquatableArray.Of(new OutputFile(EmbeddedTypes.FileName, EmbeddedTypes.File)) : default;
}
