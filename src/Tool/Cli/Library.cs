using System;

namespace NetSpec.Tool.Cli;

/// <summary>Calls of the library that refuse what the user gave: of a theorem that does not cover the net, a factor that leaves the range of floats.</summary>
internal static class Library
{
    /// <summary>The result of a call.</summary>
    /// <exception cref="ToolException">It was refused; the message is the library's.</exception>
    public static T Call<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or ArithmeticException)
        {
            // Behind it stands which parameter of the call it was.
            throw new ToolException(exception.Message.Split(" (Parameter '")[0]);
        }
    }
}
