using System;
using System.IO;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Options;

/// <summary>Files that are read.</summary>
internal static class InputPath
{
    /// <summary>Whether it is a pipe or a device, which is read once and from the start: text can come from there.</summary>
    public static bool IsPipe(string path) => path.StartsWith("/dev/", StringComparison.Ordinal);

    /// <summary>The path, if a file on a disk can be there.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static string CheckOnDisk(string path) => IsPipe(path)
        ? throw new ToolException($"'{path}' is a pipe or a device, and tensors are read from files.")
        : Check(path);

    /// <summary>The path, if a file can be there; what is no file is named as the user named it.</summary>
    /// <exception cref="ToolException">There is none.</exception>
    public static string Check(string path)
    {
        if (Directory.Exists(path))
            throw new ToolException($"'{path}' is a folder, not a file.");
        return File.Exists(path) ? path : throw new ToolException($"there is no file '{path}'.");
    }
}
