using System.IO;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Inputs;

/// <summary>Files that are read.</summary>
internal static class InputPath
{
    /// <summary>The path, if a file can be there; what is no file is named as the user named it.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static string Check(string path)
    {
        if (Directory.Exists(path))
            throw new ToolException($"'{path}' is a folder, not a file.");
        return File.Exists(path) ? path : throw new ToolException($"there is no file '{path}'.");
    }
}
