using System.IO;
using System.Runtime.InteropServices;

namespace NetSpec.Tool.Tests;

/// <summary>The library of ONNX Runtime in the NuGet package that other tests run.</summary>
internal static class OnnxRuntimeLibrary
{
    /// <summary>What names it to the tool.</summary>
    public const string Variable = "NETSPEC_ONNXRUNTIME";

    /// <summary>The folder of the library; null where the package has none for this machine.</summary>
    public static string? Path { get; } = Find();

    private static string? Find()
    {
        var folder = System.IO.Path.Combine(
            ToolRun.Metadata("NuGetPackageRoot"), "microsoft.ml.onnxruntime", "1.31.1", "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        return Directory.Exists(folder) ? folder : null;
    }
}
