using System.CommandLine;
using NetSpec.Formats;
using NetSpec.Formats.Tensors;
using NetSpec.Runtime.Weights;
using NetSpec.Tool.Cli;

namespace NetSpec.Tool.Options;

/// <summary>A file of parameters that a verb writes.</summary>
internal sealed class WeightsTarget
{
    private readonly Target _target = new("Write the parameters to this file: .safetensors or .npz.");

    /// <summary>Adds it to a verb.</summary>
    public void AddTo(Command verb) => _target.AddTo(verb);

    /// <summary>A path, if parameters can be written there.</summary>
    /// <exception cref="ToolException">It is of no kind that holds parameters, or must not be written.</exception>
    public static string Check(string path, bool force)
    {
        Target.Check(path, force);
        return System.IO.Path.GetExtension(path).ToLowerInvariant() is ".safetensors" or ".npz"
            ? path
            : throw ToolException.Usage($"'{path}' is of no kind that parameters are written to: .safetensors and .npz are.");
    }

    /// <summary>The path that was given, looked at before long work begins; null if none was.</summary>
    /// <inheritdoc cref="Check" path="/exception"/>
    public string? Path(ParseResult arguments) => _target.Unchecked(arguments) is { } path ? Check(path, _target.Force(arguments)) : null;

    /// <summary>Whether files are written over.</summary>
    public bool Force(ParseResult arguments) => _target.Force(arguments);

    /// <summary>Writes the parameters, if a file was given.</summary>
    public void Write(ParseResult arguments, ParameterStore parameters)
    {
        if (Path(arguments) is { } path)
            WeightsFile.Write(path, NetParameters.Entries(parameters));
    }
}
