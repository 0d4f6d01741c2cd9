using System;
using System.IO;

namespace NetSpec.Tool.Tests;

/// <summary>A folder of a test class's own, gone when its tests are done.</summary>
public sealed class Scratch : IDisposable
{
    private int _made;

    /// <summary>Where it is.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("netspec-tool-").FullName;

    /// <summary>A path in it.</summary>
    public string this[string name] => Path.Combine(Folder, name);

    /// <summary>A path that no other test of the class uses.</summary>
    public string Fresh(string name) => Path.Combine(Directory.CreateDirectory(this[FormattableString.Invariant($"{++_made}")]).FullName, name);

    /// <summary>Writes a text file of a fresh path.</summary>
    public string Write(string name, string text)
    {
        var path = Fresh(name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
